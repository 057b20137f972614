(println (show (map (make-list 1 2 3) (fn (x) (+ x 1)))))
