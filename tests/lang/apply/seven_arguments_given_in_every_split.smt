; expect: 1234567
; expect: 1234567
; expect: 1234567
; expect: 1234567
; expect: 1234567
; expect: 1234567
; expect: 1234567
(define (seven a b c d e f g) (mconcat (map show (make-list a b c d e f g))))
(define (through f) (let ((g f)) g))
(println (seven 1 2 3 4 5 6 7))
(println ((seven 1) 2 3 4 5 6 7))
(println ((seven 1 2 3) 4 5 6 7))
(println ((seven 1 2 3 4 5) 6 7))
(println (((through (seven 1 2)) 3 4 5 6) 7))
(println ((((through seven) 1) 2 3 4 5) 6 7))
(println (((((((through (fn (a b c d e f g) (seven a b c d e f g))) 1) 2) 3) 4) 5 6) 7))
