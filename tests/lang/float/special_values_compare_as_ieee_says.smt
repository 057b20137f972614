; expect: inf -inf nan -0.0
; expect: False False True True
(define (main)
  (let zero = (the F64 0))
  (let inf = (/ 1 zero))
  (let nan = (- inf inf))
  (println (unwords (map show (make-list inf (negate inf) nan (/ -1 inf)))))
  (println (unwords (map show (make-list (== nan nan) (< nan 1) (== 0.0 -0.0) (> inf 1e308))))))
