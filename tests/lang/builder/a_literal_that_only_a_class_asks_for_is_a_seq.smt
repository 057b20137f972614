; expect: 6
; expect: ab
; expect: #<Seq [2 3 4]>
; expect: 14
(define (main)
  (println (show (sum [1 2 3])))
  (println (mconcat ["a" "b"]))
  (println (show (map (+ 1) [1 2 3])))
  (let squares = [(* x x) :for x :below 4])
  (println (show (the Integer (fold + 0 squares)))))
