(define m (head (make-list 1 2)))
(println (show (+ m 1)))
