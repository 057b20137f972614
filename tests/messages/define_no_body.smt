(define (f x))
(println "a")
