(define (add a b) (+ a b))
(println (show (add 1 2 3)))
