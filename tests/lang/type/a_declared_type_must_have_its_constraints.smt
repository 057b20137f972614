; error: E0409
(declare f (:a -> String))
(define (f x) (show x))
(println (f 1))
