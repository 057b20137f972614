(println (show (.x 5)))
