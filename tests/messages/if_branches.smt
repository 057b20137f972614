(define (f b)
  (if b
      "yes"
      0))
