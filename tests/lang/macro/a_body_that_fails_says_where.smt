; error: in the body of the macro `head`: expected a list, but this is `5`
; error: while this call of it is expanded
(defmacro head (x) (car x))
(println (head 5))
