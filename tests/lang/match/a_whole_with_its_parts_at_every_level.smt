; expect: (Some (Tuple 1 2)) (Tuple 1 2) 1
(define (f x)
  (match x
    ((= all (Some (= pair (Tuple (= a _) _)))) (unwords (make-list (show all) (show pair) (show a))))
    ((None) "none")))
(println (f (Some (Tuple 1 2))))
