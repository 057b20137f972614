(define (f x)
  (match x
    (1 "one")
    (else "many")))
(println (f 1))
