; expect: 0 odd 2 odd 4 
(define-exception Odd Odd)
(declare check (UFix -> String))
(define (check n) (if (odd? n) (throw Odd) (show n)))
(define (main)
  (for ((i 0 (+ i 1)))
    :repeat 5
    (print (<> (catch (check i) ((Odd) "odd")) " ")))
  (println ""))
