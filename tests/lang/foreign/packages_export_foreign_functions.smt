;; Their headers lie beside them. Of what the program does not use, nothing is asked.
(import (imported/clock as clock))
(import-from imported/clock remainder)

(define (main)
  (println (show (remainder 7.5 2)))
  (println (show clock:seconds-per-day))
  (println (show (map clock:twice (make-list 1 2)))))
; expect: 1.5
; expect: 86400
; expect: #<List [2 4]>
