; error: a class has type variables
(define-class (Noise)
  (noise :a))
