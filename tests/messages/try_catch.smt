(define (f) (try (g) (catch e 0)))
(define (g) 1)
