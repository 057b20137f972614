(define (f x) (f f))
