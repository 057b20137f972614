(define (f x) (+ x 1))
(println (show (map f 5)))
