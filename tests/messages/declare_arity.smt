(declare f (Integer -> Integer -> Integer))
(define (f x) x)
