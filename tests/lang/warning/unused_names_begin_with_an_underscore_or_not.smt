; expect: 1
; warning: x
(define (f x _y) 1)
(println (show (f 2 3)))
