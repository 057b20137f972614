(define (f n)
  (match n
    (1 "one")
    ("two" "two")
    (_ "many")))
