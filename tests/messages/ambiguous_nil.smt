(println (show Nil))
