(println (if #t "a" "b"))
