;; Dictionaries: a class with a superclass, an instance with a context, a function that passes them on.
(define-class (Eq :a => Close :a)
  (close? (:a -> :a -> Boolean)))

(define-instance (Close Integer)
  (define (close? a b) (< (abs (- a b)) 2)))

(define-instance (Close :a => Close (Optional :a))
  (define (close? x y)
    (match (Tuple x y)
      ((Tuple (Some a) (Some b)) (close? a b))
      (_ (== x y)))))

(define (all-close? xs)
  (match xs
    ((Cons a (= rest (Cons b _))) (and (close? a b) (all-close? rest)))
    (_ True)))

(println (show (all-close? (make-list (Some 1) (Some 2) None))))
