(println (show (% 7 3)))
