; expect: done
; The value of the body of `when` was dropped and Unit put in its place, so that its last call was none in tail position.
; More steps than there can be frames.
(declare down (Integer -> Unit))
(define (down n) (when (> n 0) (up (- n 1))))
(declare up (Integer -> Unit))
(define (up n) (unless (== n 0) (down (- n 1))))
(down 300000000)
(println "done")
