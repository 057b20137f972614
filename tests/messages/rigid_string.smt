(declare f (:a -> String))
(define (f x) x)
