; status: 1
; error: program\.smt:5:[0-9]+
(declare first-of (List :a -> :a))
(define (first-of xs)
  (from-some "the list is empty" (head xs)))
(println (show (the Integer (first-of Nil))))
