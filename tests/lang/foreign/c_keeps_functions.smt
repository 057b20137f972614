;; With (:keep) C may call a function after the call that it was given to, also a closure; without, that is an error.
(declare keep ((I32 -> I32) -> Unit))
(define-foreign keep "keep" (:header "c_keeps_functions.h") (:keep))
(declare lend ((I32 -> I32) -> Unit))
(define-foreign lend "keep" (:header "c_keeps_functions.h"))
(declare call (I32 -> I32))
(define-foreign call "call" (:header "c_keeps_functions.h"))

(declare many (I32 -> Unit))
(define (many n)
  (if (== n 0) Unit (progn (lend (fn (x) (+ x n))) (many (- n 1)))))

(define (main)
  (let ((base (the I32 40)))
    (keep (fn (x) (+ x base))))
  (c (-> Unit) () "smt_heap_collect()")
  (println (show (fold (fn (sum n) (+ sum n)) 0 (range 1 3000))))
  (println (show (call 2)))
  (many 1000)
  (println (show (call 2))))
; expect: 4501500
; expect: 42
; error: program.smt:7:1|C calls a function that it was given for a call which is over
; status: 1
