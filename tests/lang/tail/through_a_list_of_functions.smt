; expect: 1000000
(declare go (List (Integer -> Integer -> Integer) -> Integer -> Integer -> Integer))
(define (go fs n acc)
  (match fs
    ((Nil) acc)
    ((Cons f _) (f n acc))))
(define (main)
  (let ((f (fn (n acc) (if (== n 0) acc (go (make-list f) (- n 1) (+ acc 1))))))
    (println (show (go (make-list f) 1000000 0)))))
