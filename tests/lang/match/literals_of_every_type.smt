; expect: int float string char fraction ratio u8
(define (main)
  (println (unwords (make-list
    (match 3 (3 "int") (_ "?"))
    (match 2.5 (2.5 "float") (_ "?"))
    (match "a" ("a" "string") (_ "?"))
    (match #\a (#\a "char") (_ "?"))
    (match 1/2 (1/2 "fraction") (_ "?"))
    (match 2/4 (1/2 "ratio") (_ "?"))
    (match (the U8 7) (7 "u8") (_ "?"))))))
