; expect: no
; warning: :5:[0-9]+: warning.*(redundant|never|reach)
(define (f b)
  (match b ((True) "yes") ((False) "no")
    (_ "maybe")))
(println (f False))
