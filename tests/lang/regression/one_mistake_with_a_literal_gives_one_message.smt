; error: no instance .Num String., which .\+. needs
(println (+ 1 "b"))
