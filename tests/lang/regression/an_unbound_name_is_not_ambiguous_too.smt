; error: unbound name .foo.
(println (show (foo 1)))
