; error: :10|keyword
(println (show :key))
