(declare f (Integer -> Integer))
(define (f x)
  (when (> x 0) x))
