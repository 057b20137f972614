; expect: 32 10 9 955 955 40 59 34
(declare code (Char -> UFix))
(define (code c) (char:char-code c))
(println (unwords (map (fn (c) (show (code c)))
  (make-list #\Space #\Newline #\Tab #\λ #\U+3BB #\( #\; #\"))))
