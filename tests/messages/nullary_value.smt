(define n 5)
(println (show (n)))
