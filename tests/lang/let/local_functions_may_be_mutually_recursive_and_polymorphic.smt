; expect: True False
(define (main)
  (let ((ev (fn (xs) (match xs ((Nil) True) ((Cons _ r) (od r)))))
        (od (fn (xs) (match xs ((Nil) False) ((Cons _ r) (ev r))))))
    (println (unwords (make-list (show (ev (make-list 1 2))) (show (ev (make-list "a"))))))))
