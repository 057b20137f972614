(println (show (show 1) 2))
