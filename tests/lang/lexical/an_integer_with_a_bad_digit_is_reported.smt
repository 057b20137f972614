; error: 
(println (show #b102))
