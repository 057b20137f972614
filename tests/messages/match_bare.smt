(define (f x)
  (match x
    (Some y) y
    (None) 0))
