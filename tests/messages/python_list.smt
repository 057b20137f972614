(define xs (list 1 2 3))
(define ys [1, 2, 3])
(println (show (xs.length)))
(println (show (len xs)))
