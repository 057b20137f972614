; expect: 5
(define-class (Callable :f) (call-it (:f -> Integer)))
(define-instance (Callable (Integer -> Integer)) (define (call-it f) (f 4)))
(define (main) (println (show (call-it (fn (x) (+ x (the Integer 1)))))))
