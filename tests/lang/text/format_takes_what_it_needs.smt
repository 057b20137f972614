;; Loops, jumps and parameters from arguments pass the check of control strings.
; expect: 00042 "a"
; expect: 1, 2, 3
; expect: 2 files
; expect: 1
; expect: 2
; expect: x
; expect: ~
; expect:  3.14|2.0e+0
(import coalton/format)

(define (main)
  (println (format Str "~v,'0D ~A" 5 42 "a"))
  (println (format Str "~{~A~^, ~}" (make-list 1 2 3)))
  (println (format Str "~D file~:P" 2))
  (println (format Str "~A~^ and ~A" 1))
  (println (format Str "~*~A" 1 2))
  (println (format Str "~(~C~)~%~~" #\X))
  (format Out "~5,2F|~E~%" 3.14159 (the F64 2)))
