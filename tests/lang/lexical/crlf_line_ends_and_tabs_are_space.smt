; expect: 3
(define (add	x	y)
	(+ x y))
(println (show (add 1	2)))
