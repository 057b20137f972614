; error: ambiguous
(declare f (Show :a => Integer -> Integer))
(define (f x) x)
(println (show (f 1)))
