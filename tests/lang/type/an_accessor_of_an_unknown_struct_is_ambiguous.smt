; error: E0309
(define-struct P (x Integer))
(define (f p) (.x p))
(println (show (f (P 1))))
