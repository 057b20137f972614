; error: too general
(declare f (:a -> :b))
(define (f x) x)
(println (show (the Integer (f 1))))
