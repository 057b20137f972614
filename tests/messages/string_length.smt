(println (length "abc"))
