(println (show [1 2 3))
