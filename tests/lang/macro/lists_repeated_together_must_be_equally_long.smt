; error: `x` and `y` are repeated together, but stand for 2 and 1 forms here
(define-macro (sums (x …) (y …)) (make-list (+ x y) …))
(println (show (sums (1 2) (1))))
