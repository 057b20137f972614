; status: 1
; error: cond
(define (f x) (cond ((> x 10) "a") ((> x 5) "b")))
(println (f 1))
