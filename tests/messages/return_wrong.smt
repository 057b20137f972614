(declare f (Integer -> String))
(define (f n)
  (when (> n 3) (return n))
  "small")
