(define-class (Area :a) (area (:a -> F64)))
(define-type Square (Square F64))
(define-instance (Area Square) (define (area s) (match s ((Square x) (* x x)))))
(println (show (area 5.0)))
