; error: the elements of a collection must all have the same type
(println (show [1 "a"]))
