; error: no package .imported/missing
(import imported/missing)
(println (show (something (missing 1))))
