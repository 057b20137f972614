(declare f ([Integer] -> Integer))
(define (f x) 1)
