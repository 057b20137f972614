(define-struct Point (x Integer) (y Integer))
(define p (Point 1 2))
(println (show (.z p)))
