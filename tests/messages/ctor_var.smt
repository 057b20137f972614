(define-type Color Red Green)
(define (f c) (match c (Red 1) (Green 2)))
(println (show (f Green)))
