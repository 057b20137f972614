; expect: 1000000
(define-type Step (Step (Step -> Integer -> Integer -> Integer -> Integer -> Integer -> Integer -> Integer)))
(define (run (Step f) n) (f (Step f) n 0 1 2 3 4))
(define (main)
  (let step = (Step (fn (self n acc a b c d)
                      (match self
                        ((Step f) (if (== n 0) acc (f self (- n 1) (+ acc 1) b c d a)))))))
  (println (show (run step 1000000))))
