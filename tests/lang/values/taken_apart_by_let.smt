; expect: 3 1
; expect: 7
; expect: 1 3
; expect: 4 2
(declare two (Integer -> Integer * Integer))
(define (two x) (values (+ x 1) (- x 1)))
(declare three (Void -> Integer * String * Integer))
(define (three) (values 1 "a" 3))
(define (main)
  (let (values a b) = (two 2))
  (println (unwords (map show (make-list a b))))
  (let (values q r) = (math:divMod 15 2))
  (println (show (the Integer q)))
  (let (values x _ z) = (three))
  (println (unwords (map show (make-list x z))))
  (let (((values c d) (if (> r 0) (two 3) (values 0 0))))
    (println (unwords (map show (make-list c d))))))
