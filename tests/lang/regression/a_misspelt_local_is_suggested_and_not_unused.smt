; error: did you mean .counter.
(define (f counter) (+ conuter 1))
(println (show (f 1)))
