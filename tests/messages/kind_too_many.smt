(declare f ((List Integer String) -> Integer))
(define (f xs) 1)
