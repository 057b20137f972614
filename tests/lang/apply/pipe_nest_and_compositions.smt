; expect: 4 4 3 4
(define (main)
  (println (unwords (map show (make-list (pipe 1 (+ 1) (* 2)) (nest (* 2) (+ 1) 1) ((.< (+ 1) (* 2)) 1) ((.> (+ 1) (* 2)) 1))))))
