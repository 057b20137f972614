; expect: call: 2 call: 1
(declare *x* Integer)
(define *x* 1)
(define (main)
  (let f = (dynamic-bind ((*x* 3)) (fn () (<> "call: " (show *x*)))))
  (println (unwords (make-list (dynamic-bind ((*x* 2)) (f)) (f)))))
