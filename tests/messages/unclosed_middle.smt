(define (f x)
  (let ((a 1)
        (b 2))
    (+ a
       b))

(println (show (f 1)))
