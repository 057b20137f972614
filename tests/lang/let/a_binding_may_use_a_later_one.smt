; expect: 11
(define (main)
  (let ((f (fn (n) (g (+ n 1))))
        (g (fn (n) (* n 1))))
    (println (show (f 10)))))
