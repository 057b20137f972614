(define-struct Point (x Integer) (y Integer))
(define (f p) (match p ((Point x) x)))
