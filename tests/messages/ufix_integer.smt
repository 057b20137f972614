(declare len (UFix))
(define len 3)
(define x (+ len (the Integer 4)))
