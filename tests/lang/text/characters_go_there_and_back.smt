; expect: 128512 (Some #\😀) None True True
(define (main)
  (println (unwords (make-list (show (char:char-code #\😀)) (show (char:code-char 128512)) (show (char:code-char #xD800))
                               (show (== #\é #\U+E9)) (show (< #\z #\λ))))))
