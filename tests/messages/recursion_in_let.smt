(define (f n)
  (let ((go (fn (i acc) (if (== i 0) acc (go (- i 1))))))
    (go n 0)))
