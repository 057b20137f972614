; expect: done
(declare down (Integer -> Unit))
(define (down n) (when (> n 0) (up (- n 1))))
(declare up (Integer -> Unit))
(define (up n) (unless (== n 0) (down (- n 1))))
(down 1000000)
(println "done")
