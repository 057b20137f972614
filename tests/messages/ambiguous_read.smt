(println (show (into 5)))
