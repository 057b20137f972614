(define (f n) (* n 2))
(println (f 4))
