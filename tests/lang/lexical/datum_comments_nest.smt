; expect: (1 4)
(define xs (make-list 1 #;#;2 3 4))
(println (<> "(" (<> (unwords (map show xs)) ")")))
