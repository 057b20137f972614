(define-class (Area a) (area (a -> F64)))
(define-type (Pair a b) (Pair a b))
