; status: 1
; expect: 127
; error: program\.smt:[0-9]+:[0-9]+.*overflow
(define (main)
  (println (show (the I8 127)))
  (println (show (+ (the I8 127) (one)))))
(declare one (Void -> I8))
(define (one) 1)
