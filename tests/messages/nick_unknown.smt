(println (show (lst:head (make-list 1))))
