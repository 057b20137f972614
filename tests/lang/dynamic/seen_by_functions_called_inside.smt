; expect: 1 5 1
(define *depth* 1)
(declare *depth* Integer)
(define (depth) *depth*)
(define (main)
  (println (unwords (make-list (show (depth)) (dynamic-bind ((*depth* 5)) (show (depth))) (show (depth))))))
