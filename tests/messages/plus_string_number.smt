(println (+ "a" 1))
