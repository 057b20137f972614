; error: #\\.*Spce
(println (show #\Spce))
