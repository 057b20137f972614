(declare first-or (List :a -> :b -> :b))
(define (first-or xs other)
  (match xs
    ((Cons x _) x)
    (_ other)))
