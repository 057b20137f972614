(println (show (with-default 0 "x")))
