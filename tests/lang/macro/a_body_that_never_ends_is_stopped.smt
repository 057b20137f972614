; error: in the body of the macro `forever`: it has taken more than
(defmacro forever (x) (loop for i from x collect i))
(println (show (forever 1)))
