; expect: 0 1 2 stopped
(define (main)
  (for ((i 0 (+ i 1)))
    :while (< i 10)
    (match i
      (3 (break))
      (_ (print (<> (show i) " ")))))
  (println "stopped"))
