; expect: 1 "a" (Some True)
(println
  (let ((same (fn (x) x)))
    (unwords (make-list (show (same 1)) (show (same "a")) (show (same (Some True)))))))
