; expect: (S 0 "") True
(derive Eq Hash Default Show Ord)
(define-struct S (a Integer) (b String))
(define (main) (println (unwords (make-list (show (the S (default))) (show (== (hash (S 1 "")) (hash (S 1 ""))))))))
