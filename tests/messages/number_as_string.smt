(println (string:concat "a" 1))
