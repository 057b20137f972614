; expect: 10 9 8 start
(define a (+ b 1))
(define b (+ c 1))
(define c (f 8))
(define (f x) x)
(println (unwords (make-list (show a) (show b) (show c) "start")))
