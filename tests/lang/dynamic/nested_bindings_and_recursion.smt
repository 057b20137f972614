; expect: 0 1 2 3 then 0
(declare *level* Integer)
(define *level* 0)
(declare go (Integer -> String))
(define (go n)
  (if (== n 0) (show *level*)
      (let ((here (show *level*)))
        (<> here (<> " " (dynamic-bind ((*level* (+ *level* 1))) (go (- n 1))))))))
(println (<> (go 3) (<> " then " (show *level*))))
