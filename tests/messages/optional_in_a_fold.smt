(define (max-of xs)
  (fold (fn (a b) (if (> a b) a b)) (head xs) xs))
(println (show (max-of (make-list 1 2 3))))
