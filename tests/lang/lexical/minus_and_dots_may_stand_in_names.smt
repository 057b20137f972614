; expect: 3 7 12 -1
(define a-b 3)
(define 1+x 7)
(define -foo- 12)
(define x.y -1)
(println (unwords (map show (make-list a-b 1+x -foo- x.y))))
