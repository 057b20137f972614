(define (sum-list xs acc)
  (match xs
    ((Nil) acc)
    ((Cons x rest) (sum-list rest))))
(println (show (sum-list (make-list 1 2 3) 0)))
