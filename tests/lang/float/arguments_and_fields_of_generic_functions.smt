; expect: 2.5 (Some 1.5) (Tuple 0.5 1) 6.0
(define (same x) x)
(define (pair x y) (Tuple x y))
(define (main)
  (println (unwords (make-list (show (same 2.5)) (show (map (fn (x) (/ x 2)) (Some 3.0))) (show (pair 0.5 1))
                               (show (fold + 0 (make-list 1.0 2.0 3.0)))))))
