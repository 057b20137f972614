(define (f xs) (match xs (nil 0) ((Cons x _) x)))
