; expect: True GT 9223372036854775807 1 3
(define (main)
  (let top = (the U64 18446744073709551615))
  (println (unwords (make-list (show (> top 1)) (show (<=> top 9223372036854775807)) (show (math:div top 2)) (show (mod top 2))
                               (show (math:quot (the U8 200) 60))))))
