(declare add (Integer -> Integer -> Integer))
(define (add a b) (+ a b))
(declare total Integer)
(define total (add 1))
