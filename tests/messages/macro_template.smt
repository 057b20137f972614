(define-macro add-length
  ((e) (add-length e 1))
  ((e n) (+ (* e n) (string-size e))))

(println (show (add-length 3)))
