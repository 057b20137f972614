; warning: `\(Nil\)`
; status: 1
(define (f xs) (match xs ((Cons x _) x)))
(println (show (the Integer (f Nil))))
