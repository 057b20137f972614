; expect: 21 1000000
(define (ping n k a b c d e f) (if (== n 0) (report k (sum (make-list a b c d e f))) (pong f e d c b a (+ k 1) (- n 1))))
(define (pong a b c d e f k n) (if (== n 0) (report k (sum (make-list a b c d e f))) (ping n k b c d e f a)))
;; Only ping counts down.
(define (report k total) (unwords (make-list (show total) (show k))))
(println (ping 1000000 0 1 2 3 4 5 6))
