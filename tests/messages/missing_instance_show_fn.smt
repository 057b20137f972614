(println (show (fn (x) x)))
