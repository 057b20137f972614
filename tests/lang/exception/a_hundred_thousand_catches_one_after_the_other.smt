; expect: 50000
(define-exception Odd Odd)
(declare half (Integer -> Integer))
(define (half n) (if (odd? n) (throw Odd) 1))
(println (show (rec loop ((n 0) (acc 0)) (if (== n 100000) acc (loop (+ n 1) (+ acc (catch (half n) ((Odd) 0))))))))
