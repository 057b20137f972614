(define (f counter) (+ countr 1))
