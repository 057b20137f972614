(define (average xs) (/ (fold + 0 xs) (length xs)))
(println (show (average (make-list 1 2 3))))
