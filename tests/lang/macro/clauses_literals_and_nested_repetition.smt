; expect: #<List [1 2 3]> 21
; expect: 1 2
; expect: 123
; expect: #<List [#<List [1 2]> #<List [3]> #<List []>]>
; expect: #<List [1 2 3]>
; expect: #<List [#<List [1 10]> #<List [2 10]>]>
(define-macro my-list
  (() Nil)
  ((x rest …) (Cons x (my-list rest …))))
(define-macro my-let*
  ((() body …) (progn body …))
  ((((name value) more …) body …) (let ((name value)) (my-let* (more …) body …))))
(define-macro for-each
  ((x 'in xs body …) (for x in xs body …))
  ((x 'from a 'to b body …) (for ((x a (+ x 1))) :while (<= x b) body …)))
(define-macro (matrix (row …) …) (make-list (make-list row …) …))
(define-macro (flat (row …) …) (make-list row … …))
(define-macro (with-each n x …) (make-list (make-list x n) …))
(define (main)
  (println (<> (<> (show (my-list 1 2 3)) " ") (show (my-let* ((a 1) (b (+ a 1)) (c (* b 10))) (+ a c)))))
  (let words = (cell:new (the (List String) Nil)))
  (for-each q in (make-list 1 2) (cell:push! words (show (the Integer q))))
  (println (unwords (reverse (cell:read words))))
  (for-each q from 1 to 3 (print (show (the Integer q))))
  (println "")
  (println (show (matrix (1 2) (3) ())))
  (println (show (flat (1 2) (3) ())))
  (println (show (with-each 10 1 2))))
