(declare half (Integer -> Integer))
(define (half n) (/ n 2))
