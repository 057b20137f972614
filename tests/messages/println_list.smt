(println (make-list 1 2 3))
