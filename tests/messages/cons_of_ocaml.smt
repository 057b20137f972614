(define (sum xs)
  (match xs
    ([] 0)
    ((x :: rest) (+ x (sum rest)))))
(println (show (sum (make-list 1 2 3))))
