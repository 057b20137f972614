(println (show (== println println)))
