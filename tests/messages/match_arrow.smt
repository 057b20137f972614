(define (f x)
  (match x
    (1 -> "one")
    (_ -> "many")))
(println (f 1))
