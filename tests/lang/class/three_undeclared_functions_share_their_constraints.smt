; expect: [7 14 21 ] [0.5 1.0 1.5 ]
(define (start n step) (mconcat (make-list "[" (go n step step) "]")))
(define (go n x step)
  (if (== n 0) "" (<> (item x) (next n x step))))
(define (item x) (<> (show x) " "))
(define (next n x step) (go (- n 1) (+ x step) step))
(println (unwords (make-list (start 3 7) (start 3 0.5))))
