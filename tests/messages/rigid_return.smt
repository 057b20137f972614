(declare parse (String -> :result))
(define (parse s) 5)
