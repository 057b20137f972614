; expect: 3 two
(define-exception E (Num-of Integer) (Two))
(define (text e) (match e ((Num-of n) (show n)) ((Two) "two")))
(println (unwords (make-list (text (Num-of 3)) (text Two))))
