(define (f xs)
  (map (fn (x) (<> x (length x))) xs))
