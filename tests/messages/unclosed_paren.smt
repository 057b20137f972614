(define (f x)
  (if (> x 0)
      (+ x 1)
      (- x 1))

(define (g y)
  (f y))
(println (show (g 1)))
