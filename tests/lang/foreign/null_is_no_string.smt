(declare name (Unit -> String))
(define (name) (c (-> String) () "NULL"))
(define (main) (println (name)))
; error: program.smt:2:16: error: C gave NULL for a String
; status: 1
