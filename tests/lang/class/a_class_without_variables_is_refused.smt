; error: a class is about types
(define-class (Noise)
  (noise :a))
