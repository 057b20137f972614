(define (f x)
  (+ x
     (println
       "a")))
