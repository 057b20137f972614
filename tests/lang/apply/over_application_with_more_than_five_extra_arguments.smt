; expect: 0+1+2+3+4+5+6+7+8
(define (outer x) (fn (a b c d e f g h) (mconcat (intersperse "+" (map show (make-list x a b c d e f g h))))))
(println (outer 0 1 2 3 4 5 6 7 8))
