; error: \(derive Show\) before the definition of .P.
(define-struct P (x Integer))
(println (show (P 1)))
