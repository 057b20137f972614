(println (show (cons 1 nil)))
