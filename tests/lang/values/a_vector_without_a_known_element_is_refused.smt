; error: E[0-9]+.*v|general
(define v (vector:new))
(println (show (vector:length v)))
