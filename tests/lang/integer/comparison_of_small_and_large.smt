; expect: LT GT EQ LT True True
(define big (^ 10 30))
(println (unwords (make-list (show (<=> 5 big)) (show (<=> 5 (negate big))) (show (<=> big (^ 10 30)))
                             (show (<=> (negate big) big)) (show (< (negate big) -5)) (show (== (- big big) 0)))))
