;; A finaliser is called when the pointer is released, or when nobody uses it any more, and not twice.
(define-type Thing)
(declare thing (Unit -> Pointer Thing))
(define-foreign thing "new_thing" (:header "finalisers_run_once.h") (:finalizer "drop_thing"))
(declare things I32)
(declare count (Unit -> I32))
(define-foreign count "count_things" (:header "finalisers_run_once.h"))
(define-foreign things "THINGS" (:header "finalisers_run_once.h"))

(declare make-many (Integer -> Unit))
(define (make-many n)
  (if (== n 0) Unit (progn (thing) (make-many (- n 1)))))

(define (main)
  (let ((kept (thing)))
    (foreign:release! kept)
    (foreign:release! kept)
    (println (show (foreign:released? kept)))
    (println (show (count))))
  (let ((kept (thing)))
    (make-many 10000)
    (c (-> Unit) () "smt_heap_collect()")
    (println (show (< (count) 100)))
    (println (show (>= (count) 1)))
    (println (show (foreign:released? kept)))
    (println (show things))))
; expect: True
; expect: 0
; expect: True
; expect: True
; expect: False
; expect: 12
