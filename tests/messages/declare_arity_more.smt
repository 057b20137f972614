(declare f (Integer -> Integer))
(define (f x y) (+ x y))
