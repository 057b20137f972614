; error: \(unwrap-as UFix
(println (show (as UFix (the Integer 3))))
