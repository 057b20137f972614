; expect: #<List [3 3 3]>
; expect: 0,1 1,0
; expect: 1,1 2,3
; expect: 6
; expect: Unit
(define (main)
  (let fs = (cell:new Nil))
  (for ((i 0 (+ i 1))) :while (< i 3) (cell:push! fs (fn () (the Integer i))))
  (println (show (map (fn (f) (f)) (cell:read fs))))
  (for ((a 0 b) (b 1 a)) :repeat 2 (print (<> (show a) (<> "," (show b)))) (when (== a 0) (print " ")))
  (println "")
  (for* ((a 1 (+ a 1)) (b a (+ a b))) :repeat 2 (print (<> (show a) (<> "," (show b)))) (when (== a 1) (print " ")))
  (println "")
  (println (show (for ((i 0 (+ i 1)) (s 0 (+ s i))) :returns s :until (> i 3))))
  (println (show (for ((i 0 (+ i 1))) :while (< i 1) i))))
