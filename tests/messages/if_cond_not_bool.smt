(define (f x) (if 1 x 2))
