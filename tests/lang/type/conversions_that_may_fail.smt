; expect: (Some 200) None 200 3
; expect: (Some 12)
(define (main)
  (println (unwords (make-list (show (try-as U8 (the Integer 200))) (show (try-as U8 (the Integer 300)))
                               (show (unwrap-as U8 (the Integer 200))) (as String 3))))
  (println (show (map (as Integer) (Some (the U8 12))))))
