; expect: 8
(define |a name| 8)
(println (show |a name|))
