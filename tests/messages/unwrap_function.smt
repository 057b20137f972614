(define (f xs) (+ 1 (head xs)))
(println (show (f (make-list 1 2))))
