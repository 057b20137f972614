(define (f b)
  (if b
      1
      "no"))
