; expect: 1/2 -3/4 2
(define half 2/4)
(define minus -6/8)
(define two 4/2)
(println (unwords (make-list (show half) (show minus) (show (the Integer two)))))
