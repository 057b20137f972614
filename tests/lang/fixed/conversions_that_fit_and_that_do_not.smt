; expect: (Some 255) None None (Some -128) 65535 -1
(define (main)
  (println (unwords (make-list (show (try-as U8 255)) (show (try-as U8 256)) (show (try-as U8 -1)) (show (try-as I8 -128))
                               (show (as Integer (the U16 65535))) (show (as Integer (the I8 -1)))))))
