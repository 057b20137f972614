(define (fact n)
  (if (== n 0)
    return 1
    (* n (fact (- n 1)))))
(println (show (fact 5)))
