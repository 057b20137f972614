; expect: 3
; expect: 120
; expect: 15
(define (main)
  (let ((y (+ x 1)) (x 2)) (println (show y)))
  (let ((f (fn (n) (if (== n 0) 1 (* n (f (- n 1))))))) (println (show (f 5))))
  (let x = 5)
  (println (show (rec go ((x x) (acc 0)) (if (== x 0) acc (go (- x 1) (+ acc x)))))))
