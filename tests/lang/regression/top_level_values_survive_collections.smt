; expect: 5000050000
; expect: 5000050000
; Values at top level are roots of the collector, also in a program that was mapped from the cache.
(define xs (range 1 100000))
(declare churn (I64 -> List Integer -> Integer))
(define (churn n last)
  (if (== n 0) (fold + 0 last) (churn (- n 1) (map (fn (x) (+ x 1)) (range 1 100000)))))
(println (show (fold + 0 xs)))
(churn 60 Nil)
(println (show (fold + 0 xs)))
