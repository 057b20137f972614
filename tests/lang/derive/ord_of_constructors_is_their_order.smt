; expect: (Low Mid Mid High)
(derive Eq Ord Show)
(define-type Level Low Mid High)
(println (mconcat (make-list "(" (unwords (map show (sort (make-list Mid High Low Mid)))) ")")))
