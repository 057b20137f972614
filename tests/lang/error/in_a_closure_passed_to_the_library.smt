; status: 1
; error: program\.smt:3:[0-9]+
(define (halves xs) (map (fn (x) (mod 100 x)) xs))
(println (unwords (map show (halves (make-list 1 2 0)))))
