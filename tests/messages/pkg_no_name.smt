(println (show (list:hed (make-list 1))))
