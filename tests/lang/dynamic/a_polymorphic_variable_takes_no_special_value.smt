; error: too general
(declare *d* (Optional :a))
(define *d* None)
(define (main)
  (println (show (dynamic-bind ((*d* (Some "x"))) (the (Optional String) *d*)))))
