(define (f x)
  (define y 2)
  (+ x y))
(println (show (f 1)))
