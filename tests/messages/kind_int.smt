(declare f (Integer Integer -> Integer))
(define (f xs) 1)
