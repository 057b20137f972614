(println (frobnicate 1))
