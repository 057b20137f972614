(define (f x) (when (> x 0)))
