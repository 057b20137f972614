(declare same (:a -> :a))
(define (same x) (+ x 1))
