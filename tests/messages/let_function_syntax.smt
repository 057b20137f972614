(define (f x)
  (let ((double y) (* 2 y))
    (double x)))
