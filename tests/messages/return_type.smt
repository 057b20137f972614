(declare f (Integer -> String))
(define (f x) (* x 2))
