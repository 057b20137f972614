; error: a second `…` in one list of a pattern
(define-macro (both x … y …) (make-list x …))
(println (show (both 1 2)))
