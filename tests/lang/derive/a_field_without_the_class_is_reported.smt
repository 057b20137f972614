; error: Show.*(Secret|Integer -> Integer)
(derive Show)
(define-type Secret (Secret (Integer -> Integer)))
(println (show (Secret (fn (x) x))))
