(define (f x) x)
(define (f x) (+ x 1))
