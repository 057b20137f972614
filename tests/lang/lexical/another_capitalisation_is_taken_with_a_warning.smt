; expect: #<List [1]>
; warning: taken to mean `Cons`
(println (show (cons 1 Nil)))
