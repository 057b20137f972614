(declare pick (:item -> :other -> :item))
(define (pick a b) b)
