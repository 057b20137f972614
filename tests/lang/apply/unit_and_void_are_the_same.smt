; expect: 1 1 2
(declare f (Unit -> Integer))
(define (f) 1)
(declare g (Void -> Integer))
(define (g) 2)
(define (main) (println (unwords (map show (make-list (f) (f Unit) (g Unit))))))
