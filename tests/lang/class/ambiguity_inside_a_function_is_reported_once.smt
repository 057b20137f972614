; error: ambiguous
(define (f s) (show (into s)))
(println (f "a"))
