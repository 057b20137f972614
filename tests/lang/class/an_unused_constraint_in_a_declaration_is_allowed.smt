; expect: 3
(declare f ((Show :a) (Eq :a) => List :a -> UFix))
(define (f xs) (length xs))
(println (show (f (make-list 1 2 3))))
