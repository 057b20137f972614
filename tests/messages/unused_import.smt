(import coalton/queue)
(import-from coalton/list sort nth)
(println (show (sort (make-list 2 1))))
