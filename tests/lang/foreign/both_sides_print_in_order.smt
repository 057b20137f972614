;; What C prints goes through the same buffer.
(declare c-print (String -> I32 -> I32))
(define-foreign c-print "printf" (:header "stdio.h"))
(declare put (I32 -> I32))
(define-foreign put "putchar" (:header "stdio.h"))
(define (main)
  (c-print "one %d " 1)
  (print "two ")
  (put 51)
  (put 10)
  (c (-> Unit) () "puts(\"four\"); fflush(stdout); system(\"echo five\")")
  (c-print "six\n" 0)
  (println "seven"))
; expect: one 1 two 3
; expect: four
; expect: five
; expect: six
; expect: seven
