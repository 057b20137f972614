(define (f x)
  (+ x unbund))
