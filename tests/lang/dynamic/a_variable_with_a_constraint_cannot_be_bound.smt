; error: has a constraint in its type
(declare *d* (Num :a => :a -> :a))
(define *d* (fn (x) (+ x 1)))
(define (main)
  (println (show (dynamic-bind ((*d* (fn (x) (* x 2)))) (*d* 4)))))
