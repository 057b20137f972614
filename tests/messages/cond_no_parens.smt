(define (f x)
  (cond (> x 0) "a"
        True "b"))
