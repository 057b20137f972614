(define-struct Point (x Integer) (y Integer))
(declare f (Integer -> Point))
(define (f a) (Point a))
