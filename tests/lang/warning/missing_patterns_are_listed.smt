; expect: 1
; warning: .\(Green\)., .\(Blue\). and .\(Grey\).
(define-type Colour Red Green Blue Grey)
(define (f c) (match c ((Red) 1)))
(println (show (f Red)))
