(declare n Integer)
(define n 5)
(println (show (+ n 1.5)))
