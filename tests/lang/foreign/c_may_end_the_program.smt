;; What was printed before is not lost.
(declare leave (I32 -> Unit))
(define-foreign leave "exit" (:header "stdlib.h"))
(define (main)
  (println "before")
  (leave 3)
  (println "after"))
; expect: before
; status: 3
