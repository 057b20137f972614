; expect: 78 78
(define (main)
  (let ((mk (fn (a b c d e f)
              (fn (g h i j k l) (sum (make-list a b c d e f g h i j k l))))))
    (let f = (mk 1 2 3 4 5 6))
    (println (unwords (make-list (show (f 7 8 9 10 11 12)) (show (mk 1 2 3 4 5 6 7 8 9 10 11 12)))))))
