(println (show (filter (make-list 1 2 3) even?)))
