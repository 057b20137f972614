; expect: 1000000
(define-class (Counter :a) (count-on (:a -> Integer -> Integer -> Integer)))
(define-type Up Up)
(define-type (Other :a) (Other :a))
(define-instance (Counter Up)
  (define (count-on u n acc) (if (== n 0) acc (count-on (Other u) (- n 1) (+ acc 1)))))
(define-instance (Counter :a => Counter (Other :a))
  (define (count-on (Other u) n acc) (if (== n 0) acc (count-on u (- n 1) (+ acc 1)))))
(println (show (count-on Up 1000000 0)))
