(define (f x) (if (> x 0) x))
