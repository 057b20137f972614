; expect: 5 ("h" "é" "l" "l" "o") olléh
(define (main)
  (let cs = (the (List Char) (into "héllo")))
  (println (unwords (make-list (show (length cs))
                               (mconcat (make-list "(" (unwords (map (fn (c) (show (the String (into c)))) cs)) ")"))
                               (the String (into (reverse cs)))))))
