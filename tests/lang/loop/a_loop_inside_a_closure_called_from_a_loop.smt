; expect: 0 1 3 6 
(define (main)
  (let sum-to = (fn (n) (for ((i 0 (+ i 1)) (acc 0 (+ acc i))) :returns acc :until (> i n) Unit)))
  (for ((k 0 (+ k 1)))
    :repeat 4
    (print (<> (show (sum-to k)) " ")))
  (println ""))
