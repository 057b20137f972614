(declare f (Boolean -> String))
(define (f b)
  (if b
      "yes"
      (+ 1 2)))
