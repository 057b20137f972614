(define-struct Point (x Integer) (y Integer))
(println (Point 1 2))
