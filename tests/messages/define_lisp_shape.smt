(define f (x) (+ x 1))
(println (show (f 1)))
