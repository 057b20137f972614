; status: 1
; error: program\.smt:7:[0-9]+
; error: nothing to see
(define-type Secret Secret)
(define-instance (Show Secret)
  (define (show-to _ _)
    (error "nothing to see")))
(println (show Secret))
