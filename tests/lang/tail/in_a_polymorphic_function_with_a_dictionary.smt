; expect: 1000000 1000000.0
(declare up-to ((Num :a) (Ord :a) => :a -> :a -> :a))
(define (up-to limit x) (if (< x limit) (up-to limit (+ x 1)) x))
(println (unwords (make-list (show (the Integer (up-to 1000000 0))) (show (the F64 (up-to 1000000 0))))))
