; expect: 3
(declare add (Integer -> Integer -> Integer))
(define (add x y) (+ x y))
(println (show (add 1 2)))
