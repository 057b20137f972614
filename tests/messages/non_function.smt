(define x 5)
(println (show (x 1)))
