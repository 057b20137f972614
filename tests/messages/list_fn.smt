(println (show (list 1 2 3)))
