; error: infinite|cycl|itself
(define (f x) (Cons x (f (make-list x))))
(define (g x) (g g))
(println (show (g 1)))
