(define-class (Area :a) (area (:a -> F64)))
(define-instance (Area Integer))
