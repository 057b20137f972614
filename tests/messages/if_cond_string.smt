(define (f x) (if "a" x 2))
