; expect: 3 -5 4
(define (apply f x y) (f x y))
(println (unwords (map show (make-list (apply - 5 2) (- 0 5) (-  5 1)))))
