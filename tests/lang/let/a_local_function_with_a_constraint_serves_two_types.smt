; expect: 42 4.0 [1,2,3]
(define (f n)
  (let ((double (fn (x) (+ x x)))
        (shown (fn (xs) (intercalate-strings "," (map show xs)))))
    (progn
      (let a = (show (double n)))
      (let b = (show (the F64 (double 2.0))))
      (unwords (make-list a b (mconcat (make-list "[" (shown (make-list 1 2 3)) "]")))))))
(define (intercalate-strings sep xs)
  (mconcat (intersperse sep xs)))
(println (f (the Integer 21)))
