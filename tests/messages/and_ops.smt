(println (show (&& True False)))
