(define (f) (do (x <- (Some 1)) (pure (+ x 1))))
(println (show (+ (f) 1)))
