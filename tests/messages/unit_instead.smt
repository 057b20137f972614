(declare f (Integer -> Integer))
(define (f x)
  (println (show x)))
