; error: String
(define add +)
(println (show (add 1 2)))
(println (add "a" "b"))
