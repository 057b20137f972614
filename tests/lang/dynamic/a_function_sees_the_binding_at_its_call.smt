; expect: 1 2 3 1
; expect: 5 1
(define *x* 1)
(define (get) *x*)
(define (main)
  (let a = (get))
  (let b = (dynamic-bind ((*x* 2)) (get)))
  (let c = (progn (let *x* = 3) (get)))
  (println (unwords (map show (make-list a b c (get)))))
  (let f = (dynamic-bind ((*x* 5)) (fn () (get))))
  (println (unwords (map show (make-list (dynamic-bind ((*x* 5)) (f)) (f))))))
