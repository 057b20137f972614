; expect: zero one many seven tens
(define (name n)
  (match n (0 "zero") (1 "one") (2 "two") (3 "three") (4 "four") (5 "five") (6 "six") (7 "seven") (8 "eight") (9 "nine")
    (10 "ten") (20 "tens") (30 "tens") (40 "tens") (_ "many")))
(println (unwords (map name (make-list 0 1 99 7 30))))
