; expect: 2 4 -2 2 3 -3 -2
(define (main)
  (println (unwords (map show (make-list (round 2.5) (round 3.5) (round -2.5) (floor 2.9) (ceiling 2.1) (floor -2.1) (ceiling -2.9))))))
