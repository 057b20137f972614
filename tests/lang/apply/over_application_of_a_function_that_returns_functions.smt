; expect: 21 21 21
(define (make a b) (fn (c d) (fn (e f) (sum (make-list a b c d e f)))))
(define (all f) (f 1 2 3 4 5 6))
(println (unwords (map show (make-list (make 1 2 3 4 5 6) (all make) ((make 1 2 3) 4 5 6)))))
