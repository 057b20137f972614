; error: no instance `Num String`
; error: in what the macro `add` made of it
(defmacro add (x) `(+ ,x "a"))
(println (show (add 5)))
