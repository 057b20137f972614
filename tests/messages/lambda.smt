(println (show (map (lambda (x) (+ x 1)) (make-list 1 2))))
