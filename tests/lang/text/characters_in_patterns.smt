; expect: 1 2 3 0
(define (value c) (match c (#\a 1) (#\λ 2) (#\😀 3) (_ 0)))
(println (unwords (map (fn (c) (show (value c))) (make-list #\a #\λ #\😀 #\b))))
