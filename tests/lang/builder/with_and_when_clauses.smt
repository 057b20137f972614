; expect: 4 16 36
(define (main)
  (let xs = (the (List Integer) [sq :for x :below 8 :with sq = (* x x) :when (even? x) :when (> x 0)]))
  (println (unwords (map show xs))))
