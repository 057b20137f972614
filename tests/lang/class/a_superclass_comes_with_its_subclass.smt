; expect: True 3
(define-class (Eq :a => Same :a) (same (:a -> :a -> Boolean)))
(define-instance (Same Integer) (define (same x y) (== x y)))
(declare all-same (Same :a => List :a -> Boolean))
(define (all-same xs)
  (match xs
    ((Cons x (Cons y rest)) (and (== x y) (same x y) (all-same (Cons y rest))))
    (_ True)))
(define (main) (println (<> (show (all-same (make-list 1 1 1))) " 3")))
