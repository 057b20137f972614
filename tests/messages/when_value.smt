(define x (when True 5))
(println (show (+ x 1)))
