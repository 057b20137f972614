(declare f (Int -> Int))
(define (f x) x)
