;; Without a header the declared type is taken for granted, whatever other headers say of the symbol.
(declare labs (IFix -> IFix))
(define-foreign labs "labs")
(declare absolute (I64 -> I64))
(define-foreign absolute "labs")
(declare length (String -> U64))
(define-foreign length "strlen")
(declare c-length (String -> UFix))
(define-foreign c-length "strlen" (:header "string.h" "stdlib.h"))

(define (main)
  (println (show (labs -5)))
  (println (show (absolute -6)))
  (println (show (length "seven..")))
  (println (show (c-length "eight..."))))
; expect: 5
; expect: 6
; expect: 7
; expect: 8
