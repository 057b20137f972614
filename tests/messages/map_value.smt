(println (show (map 5 (make-list 1 2))))
