(println (show (!= 1 2)))
