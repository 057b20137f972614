(declare f (a -> a))
(define (f x) x)
