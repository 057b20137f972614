; expect: 36
(define-type Eight (Eight Integer Integer Integer Integer Integer Integer Integer Integer))
(define (total (Eight a b c d e f g h)) (sum (make-list a b c d e f g h)))
(define (main)
  (let half = (Eight 1 2 3))
  (let rest = (half 4 5 6))
  (println (show (total (rest 7 8)))))
