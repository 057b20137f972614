; expect: ("A" "Z" "a" "z" "é" "€" "😀")
(println (mconcat (make-list "(" (unwords (map show (sort (make-list "😀" "z" "é" "A" "€" "a" "Z")))) ")")))
