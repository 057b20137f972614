(declare greet (String -> Integer -> String))
(define (greet name times) (<> name (show times)))
(println (greet 3 "Ann"))
