(define-type Color Red Green)
(println (show (the Integer (+ Red Green))))
