(println (+ "a" "b"))
