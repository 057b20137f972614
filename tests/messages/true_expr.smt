(println (if true "a" "b"))
