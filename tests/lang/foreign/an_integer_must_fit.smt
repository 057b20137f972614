(declare half (Integer -> Integer))
(define (half x) (c (-> Integer) (x) "x / 2"))
(define (main)
  (println (show (half 100)))
  (println (show (half (^ 2 63)))))
; expect: 50
; error: program.smt:2:18: error: this Integer is too large for C
; status: 1
