; expect: 1 2 3 4 5 6 | 7 80
(define (f a b c d e g &key (x 7) (y (+ x 1)))
  (mconcat (make-list (unwords (map show (make-list a b c d e g))) " | " (show x) " " (show y))))
(println (f 1 2 3 4 5 6 :y 80))
