;; With a header, macros do as well as functions, and values as well as both.
(declare cube-root (F64 -> F64))
(define-foreign cube-root "cbrt" (:header "math.h") (:library "m"))
(declare upper (Char -> Char))
(define-foreign upper "toupper" (:header "ctype.h"))
(declare end-of-file I32)
(define-foreign end-of-file "EOF" (:header "stdio.h"))
(declare infinite? (F64 -> Boolean))
(define-foreign infinite? "isinf" (:header "math.h"))
(declare pi F64)
(define-foreign pi "M_PI" (:header "math.h"))

(define (main)
  (println (show (cube-root 8)))
  (println (show (upper #\q)))
  (println (show end-of-file))
  (println (show (infinite? (/ 1 0.0))))
  (println (show pi)))
; expect: 2.0
; expect: #\Q
; expect: -1
; expect: True
; expect: 3.141592653589793
