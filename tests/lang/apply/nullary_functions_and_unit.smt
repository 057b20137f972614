; expect: tick tick 5 5
(declare five (Void -> Integer))
(define (five) (progn (print "tick ") 5))
(define (main)
  (let a = (five))
  (let b = (five Unit))
  (println (unwords (make-list (show a) (show b)))))
