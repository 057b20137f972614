; expect: 4611686018427387904 4611686018427387904 -4611686018427387904 4611686018427387904
(define bottom -4611686018427387904)
(println (unwords (map show (make-list (negate bottom) (abs bottom) (negate (negate bottom)) (* bottom -1)))))
