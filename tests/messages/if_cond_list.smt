(define (f xs) (if (the (List Integer) xs) 1 2))
