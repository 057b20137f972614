; error: break
(define (main)
  (for ((i 0 (+ i 1)))
    :while (< i 3)
    (let f = (fn () (break)))
    (f)))
