; expect: both left right neither
(define (f a b)
  (match (Tuple a b)
    ((Tuple (Some _) (Some _)) "both")
    ((Tuple (Some _) (None)) "left")
    ((Tuple (None) (Some _)) "right")
    ((Tuple (None) (None)) "neither")))
(println (unwords (make-list (f (Some 1) (Some "a")) (f (Some 1) (the (Optional String) None)) (f (the (Optional Integer) None) (Some "a"))
                             (f (the (Optional Integer) None) (the (Optional String) None)))))
