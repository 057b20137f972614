(define xs (Cons 1 (Cons "a" Nil)))
