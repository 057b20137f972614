; expect: 26
; A parameter that is used for nothing but the same place of an inner call of its own function.
(declare f (Integer -> :a -> :b -> :c -> :d -> :e -> Integer -> Integer))
(define (f n a b c d unused sum)
  (if (<= n 0)
      sum
      (f (- n 1) a b c d unused (+ sum (f (- n 2) a b c d unused n)))))
(println (show (f 5 1 2 3 4 5 0)))
