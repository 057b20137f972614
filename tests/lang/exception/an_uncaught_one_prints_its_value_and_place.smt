; status: 1
; error: program\.smt:7:[0-9]+
; error: Lost.*42
(define-exception Lost (Lost Integer))
(declare find-it (Integer -> Integer))
(define (find-it n)
  (throw (Lost n)))
(println (show (+ 1 (find-it 42))))
