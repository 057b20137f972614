(define (describe x)
  (match x
    ((Some s) s)
    ((None) 0)))
(println (describe (Some "a")))
