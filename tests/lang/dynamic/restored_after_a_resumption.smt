; expect: 1 9 1
(declare *x* Integer)
(define *x* 1)
(define-exception Stop Stop)
(define-resumption (Go-on Integer))
(define (main)
  (let r = (catch (resumable (dynamic-bind ((*x* 2)) (throw Stop)) ((Go-on n) (+ n *x*)))
             ((Stop) (resume-to (Go-on 8)))))
  (println (unwords (make-list (show *x*) (show r) (show *x*)))))
