(println (show (fold 0 + (make-list 1 2 3))))
