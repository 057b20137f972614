(define s "abc")
(println (show (s 0)))
