(define (sign n)
  (cond ((< n 0) -1)
        (t 1)))
(println (show (sign 3)))
