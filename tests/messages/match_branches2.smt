(define (describe n)
  (match n
    (0 "zero")
    (1 "one")
    (_ Unit)))
