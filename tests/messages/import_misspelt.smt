(import string)
(import-from coalton/list (sort reverse foo))
(use coalton/hashtabel)
(println (show (sort (make-list 2 1))))
