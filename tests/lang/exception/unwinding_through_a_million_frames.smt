; expect: found at 1000000
(define-exception Found (Found Integer))
(declare dig (Integer -> Integer))
(define (dig n) (if (== n 1000000) (throw (Found n)) (+ 1 (dig (+ n 1)))))
(println (catch (show (dig 0)) ((Found n) (<> "found at " (show n)))))
