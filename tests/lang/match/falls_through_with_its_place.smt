; status: 1
; error: program\.smt:[56]:[0-9]+
; warning: None
(define (main)
  (match (the (Optional Integer) None)
    ((Some _) (println "some"))))
