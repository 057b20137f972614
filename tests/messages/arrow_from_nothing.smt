(declare answer ( -> Integer))
(define (answer) 42)
(println (show (answer)))
