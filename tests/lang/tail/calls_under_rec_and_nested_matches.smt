; expect: 1000000
(define (main)
  (println (show (rec loop ((n 1000000) (state (Some 0)))
    (match (Tuple n state)
      ((Tuple 0 (Some acc)) acc)
      ((Tuple _ (None)) (loop n (Some 0)))
      ((Tuple k (Some acc)) (match (even? k) ((True) (loop (- k 1) (Some (+ acc 1)))) ((False) (loop (- k 1) (Some (1+ acc)))))))))))
