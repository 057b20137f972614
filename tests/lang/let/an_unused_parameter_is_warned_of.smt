; warning: `y` is never used
; expect: 2
(define (f x y) (let x = (+ x 1)) x)
(println (show (f 1 2)))
