; expect: 1 is 1; 2 > 1; 3 is 3; 
(define (odds xs)
  (match xs
    ((Nil) "")
    ((Cons x r) (mconcat (make-list (show x) " is " (show x) "; " (evens x r))))))
(define (evens before xs)
  (match xs
    ((Nil) "")
    ((Cons x r)
     (mconcat (make-list (show x) (if (> x before) " > " " <= ") (show before) "; " (odds r))))))
(println (odds (make-list 1 2 3)))
