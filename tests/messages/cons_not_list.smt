(define xs (Cons 1 2))
