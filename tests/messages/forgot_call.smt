(define (f) 5)
(println (show (+ f 1)))
