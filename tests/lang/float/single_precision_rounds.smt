; expect: 0.3 1.6777216e7 0.1 0.10000000149011612
(define (main)
  (println (unwords (make-list (show (+ (the F32 0.1) 0.2)) (show (the F32 (+ 16777216 1))) (show (the F32 0.1))
                               (show (as F64 (the F32 0.1)))))))
