; expect: 5 1
(define-macro (my-or a b) (let ((tmp a)) (if (== tmp 0) b tmp)))
(define (main)
  (let tmp = 5)
  (println (unwords (map show (make-list (my-or 0 tmp) (my-or 1 tmp))))))
