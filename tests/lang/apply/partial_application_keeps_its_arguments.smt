; expect: 11 12 21 22
(define (add3 a b c) (+ a (+ b c)))
(define ten (add3 4 6))
(define twenty (add3 10 10))
(println (unwords (map show (make-list (ten 1) (ten 2) (twenty 1) (twenty 2)))))
