; status: 1
; expect: before
; error: program\.smt:7:[0-9]+
; error: in inner
; error: in outer
;; (Recursive, so that no optimiser may put one into the other.)
(define (inner n x) (if (== n 0) (mod 10 x) (+ 1 (inner (- n 1) x))))
(define (outer n x) (if (== n 0) (inner 3 x) (+ 1 (outer (- n 1) (- x 1)))))
(println "before")
(println (show (outer 3 3)))
