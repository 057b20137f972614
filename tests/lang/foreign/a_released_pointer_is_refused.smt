(declare memory (UFix -> Pointer Unit))
(define-foreign memory "malloc" (:header "stdlib.h") (:finalizer "free"))
(declare clear! (Pointer Unit -> UFix -> Unit))
(define (clear! p n) (c (-> Unit) (p n) "memset(p, 0, n)"))
(define (main)
  (let ((p (memory 10)))
    (clear! p 10)
    (println (show (== p p)))
    (foreign:release! p)
    (clear! p 10)))
; expect: True
; error: this Pointer has been released
; status: 1
