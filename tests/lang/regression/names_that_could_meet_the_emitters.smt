;; f--c once had the C name of the closure of f.
; expect: #<List [2 5]>
(define (f--c x) x)
(define (f x) (+ x 1))
(define (f-c y) (+ y 2))
(println (show (map f (make-list (f--c 1) (f-c 2)))))
