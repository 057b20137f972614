(println 42)
