;; To C without copying, from C as a copy; NULL is None; what is no UTF-8 is replaced.
(declare c-length (String -> UFix))
(define-foreign c-length "strlen" (:header "string.h"))
(declare from-comma (String -> Optional String))
(define (from-comma text) (c (-> (Optional String)) (text) "strchr(text, ',')"))
(declare echo (Optional String -> Optional String))
(define (echo text) (c (-> (Optional String)) (text) "text"))
(declare or-nothing (Optional String -> String))
(define (or-nothing text) (c (-> String) (text) "text ? text : \"nothing\""))

(define (main)
  (println (show (c-length "naïve")))
  (println (show (from-comma "one, two")))
  (println (show (from-comma "one two")))
  (println (show (echo None)))
  (println (show (echo (Some "λ"))))
  (println (or-nothing None))
  (println (or-nothing (Some "thing")))
  (println (show (c (-> String) () "\"a\\xff\" \"b\""))))
; expect: 6
; expect: (Some ", two")
; expect: None
; expect: None
; expect: (Some "λ")
; expect: nothing
; expect: thing
; expect: "a�b"
