; error: expected .String., but this is a number
(println (show [1 "a"]))
