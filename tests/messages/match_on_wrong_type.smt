(declare f (List Integer -> Integer))
(define (f xs)
  (match xs
    ((Some x) x)
    ((None) 0)))
