;; Strings built from pieces: a table as text, and a check sum over its characters.
(declare line (Integer -> String))
(define (line i)
  (mconcat (make-list "item " (show i) ": " (show (math:mod (* i i) 1009)) (if (even? i) " even" " odd"))))

(declare table (Integer -> String))
(define (table n) (string:join (the String "; ") (map line (range 1 n))))

(declare check (String -> Integer))
(define (check text)
  (iter:fold! (fn (sum c) (math:mod (+ (* sum 31) (into (char:char-code c))) 1000003)) 0 (string:chars text)))

(define (main)
  (let ((text (table 500000)))
    (progn
      (println (show (string:length text)))
      (println (show (check text)))
      (println (show (check (string:upcase text)))))))
