(define (main)
  (let ((p (the (Pointer Unit) (c (-> (Pointer Unit)) () "NULL"))))
    (println (show p))))
; error: program.smt:2:32: error: C gave NULL for a Pointer
; status: 1
