; expect: 0.5 1.5 1000.0 0.001 150.0 -2.5
; expect: 1.5 1.5
(declare fs (List F64))
(define fs (make-list .5 1.5 1e3 1e-3 1.5d2 -2.5))
(println (unwords (map show fs)))
(println (<> (show 1.5f0) (<> " " (show (the F32 1.5)))))
