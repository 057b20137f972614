; error: 
(define (main)
  (let* ((x 1) (x (+ x 1)))
    (println (show x))))
