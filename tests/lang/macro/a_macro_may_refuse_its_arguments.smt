; error: `pair` takes two forms, not 3
(defmacro pair (cl:&rest forms)
  (if (/= (length forms) 2)
      (error "`pair` takes two forms, not ~D" (length forms))
      `(Tuple ,@forms)))
(println (show (pair 1 2 3)))
