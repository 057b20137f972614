; expect: ok
(define (f a b)
  (match a
    ((True) (match b ((Some (Tuple x _)) x) ((None) 0)))
    ((False) (match b ((Some (Tuple _ y)) y) ((None) 1)))))
(println (if (== (f True (Some (Tuple 3 4))) 3) "ok" "wrong"))
