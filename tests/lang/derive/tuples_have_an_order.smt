; expect: LT GT EQ
(define (main)
  (println (unwords (map show (make-list (<=> 1 2) (<=> "b" "a") (<=> (Tuple 1 2) (Tuple 1 2)))))))
