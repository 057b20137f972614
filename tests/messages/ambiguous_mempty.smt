(println (show mempty))
