(define-type Shape (Circle F64) (Square F64) (Rect F64 F64))
(declare area (Shape -> F64))
(define (area s)
  (match s
    ((Circle r) r)
    ((Square a) a)))
(println (show (area (Circle 1.0))))
