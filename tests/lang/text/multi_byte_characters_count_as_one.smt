; expect: 4 9 "€😀" #\λ
; expect: "dλ€😀" "😀€λd" ("d" "€😀")
(define s "dλ€😀")
(define (main)
  (println (unwords (make-list (show (string:length s)) (show (string:length "naïve 😀€x")) (show (substring s 2 4))
                               (show (from-some "no such index" (string:ref s 1))))))
  (println (unwords (make-list (show (substring s 0 100)) (show (string:reverse s))
                               (mconcat (make-list "(" (unwords (map show (split #\λ s))) ")"))))))
