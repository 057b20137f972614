; status: 1
(println (show (do ((Some x) <- (Some None)) (Some (+ x 1)))))
