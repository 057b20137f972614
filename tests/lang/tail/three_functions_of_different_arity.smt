; expect: a:0 b:1 c:2
(define (a n) (if (== n 0) "a:0" (b (- n 1) n)))
(define (b n before) (if (== n 0) "b:1" (c (- n 1) n before 1 2 3 5)))
(define (c n _ _ x y z w) (if (== n 0) "c:2" (a (- n (- (+ x w) (+ y z))) )))
(println (unwords (make-list (a 300000) (a 300001) (a 300002))))
