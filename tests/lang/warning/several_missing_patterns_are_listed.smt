; expect: 1
; warning: Green
(define-type Colour Red Green Blue)
(define (f c) (match c ((Red) 1)))
(println (show (f Red)))
