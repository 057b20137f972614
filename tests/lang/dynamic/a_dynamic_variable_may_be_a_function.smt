; expect: 1 8 1
(declare *d* (Integer -> Integer))
(define *d* (fn (_) 1))
(define (now x) (*d* x))
(define (main)
  (println (unwords (make-list (show (now 4)) (show (dynamic-bind ((*d* (fn (x) (* x 2)))) (now 4))) (show (*d* 4))))))
