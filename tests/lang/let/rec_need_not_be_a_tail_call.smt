; expect: 120
(define (main) (println (show (rec go ((n 5)) (if (== n 0) 1 (* n (go (- n 1))))))))
