(declare biggest (List :a -> Optional :a))
(define (biggest xs)
  (match xs
    ((Cons x (Cons y _)) (if (> x y) (Some x) (Some y)))
    (_ None)))
