(println (show (^ 2 0.5)))
