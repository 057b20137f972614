; expect: 0 1 2 
; expect: ab
; expect: 3
(define (main)
  (let i = (cell:new 0))
  (while (< (cell:read i) 3) (print (show (cell:read i))) (print " ") (cell:increment! i))
  (println "")
  (for c in "ab" (print (into c)))
  (println "")
  (loop (when (== (cell:read i) 3) (break)))
  (let xs = (cell:new (make-list 1 2)))
  (let s = (cell:new 0))
  (while-let (Cons x rest) = (cell:read xs) (cell:write! xs rest) (cell:update! (+ x) s))
  (println (show (cell:read s))))
