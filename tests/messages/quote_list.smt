(println (show (map show '(1 2 3))))
