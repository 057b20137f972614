; error: Integer|String
(define (main)
  (let f = (fn (x) x))
  (println (f "a"))
  (println (show (+ 1 (f 1)))))
