(define-class (Area :a) (area (:a -> F64)))
(define-instance (Area Integer) (define (area x) 1.0) (define (perimeter x) 2.0))
