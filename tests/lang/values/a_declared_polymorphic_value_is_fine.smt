; expect: 1 0
(declare nothing (List :a))
(define nothing Nil)
(println (unwords (make-list (show (length (Cons 1 nothing)))
                             (show (length (the (List String) nothing))))))
