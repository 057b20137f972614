(define-struct Point (x Integer) (y Integer))
(define p (Point 1 2 3))
