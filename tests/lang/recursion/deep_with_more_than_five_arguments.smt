; expect: 1000000
(define (count a b c d e f n) (if (== n 0) 0 (+ 1 (count b c d e f a (- n 1)))))
(println (show (count 1 2 3 4 5 6 1000000)))
