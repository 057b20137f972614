; expect: 0 0
(define empty-of (map (fn (x) x) Nil))
(println (unwords (make-list (show (length (the (List Integer) empty-of)))
                             (show (length (the (List String) empty-of))))))
