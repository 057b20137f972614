(define (f c) (match c ((Som x) x) ((None) 0)))
