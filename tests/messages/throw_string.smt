(define (f) (throw "bad"))
