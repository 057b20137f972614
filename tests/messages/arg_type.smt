(declare f (String -> Integer))
(define (f s) 1)
(println (show (f 5)))
