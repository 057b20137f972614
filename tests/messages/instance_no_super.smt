(define-type T T)
(define-instance (Ord T) (define (<=> a b) EQ))
