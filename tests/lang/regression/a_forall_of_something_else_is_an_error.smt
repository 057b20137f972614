; error: program.smt:2:28: error\[E0201\]: `forall` binds type variables
(declare identity (forall (1.5 :b :a) :a -> :a))
(define (identity x) x)

(println (identity "a"))
