; error: E0502
(define (f (Some x)) x)
(println (show (f (Some 1))))
