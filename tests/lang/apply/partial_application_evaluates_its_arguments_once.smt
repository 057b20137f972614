; expect: argument
; expect: 3 4
(define (noisy x) (progn (println "argument") x))
(define (add a b) (+ a b))
(define (main)
  (let inc = (add (noisy 1)))
  (println (unwords (make-list (show (inc 2)) (show (inc 3))))))
