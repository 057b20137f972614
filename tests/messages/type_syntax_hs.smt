(declare f Integer -> Integer)
(define (f x) x)
