; expect: 500000.0
(println (show (the F64 (for ((i 0 (+ i 1)) (x 0.0 (+ x 0.5))) :returns x :while (< i 1000000) Unit))))
