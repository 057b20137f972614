;; Running into the guard page is an error with a name and a trace.
(declare depth (Integer -> Integer))
(define (depth n) (+ 1 (depth (+ n 1))))
(println "before")
(println (show (depth 0)))
