; error: String
(println (match "x" (5 "a") (_ "b")))
