; error: expan|macro|nest
(define-macro (forever e) (forever e))
(println (show (forever 1)))
