(define-type Color Red Green)
(println (show Red))
