(declare f (List -> Integer))
(define (f xs) 1)
