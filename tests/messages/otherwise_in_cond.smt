(define (sign n)
  (cond ((< n 0) -1)
        (otherwise 1)))
