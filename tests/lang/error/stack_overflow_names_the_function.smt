; status: 1
; error: stack overflow.*endless
(declare endless (Integer -> Integer))
(define (endless n) (+ 1 (endless (+ n 1))))
(println (show (endless 0)))
