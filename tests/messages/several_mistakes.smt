(define (f x) (+ x "a"))
(define (g y) (lenght y))
(define (h z) (if z 1 "b"))
(println (f 1))
