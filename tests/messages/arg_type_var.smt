(declare shout (String -> String))
(define (shout s) (<> s "!"))
(define n (length (make-list 1 2)))
(println (shout n))
