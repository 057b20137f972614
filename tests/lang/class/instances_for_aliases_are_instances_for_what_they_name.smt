; expect: 2 miles
(define-type-alias Miles Integer)
(define-class (Unit-of :a) (unit-of (:a -> String)))
(define-instance (Unit-of Miles) (define (unit-of n) (<> (show n) " miles")))
(println (unit-of (the Integer 2)))
