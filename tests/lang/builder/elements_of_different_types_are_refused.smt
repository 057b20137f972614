; error: String.*Integer|Integer.*String|Num String
(println (show [1 "a"]))
