;; Iterators, folds and lambdas: higher-order functions one behind the other.
(declare sum-of-squares (Integer -> Integer))
(define (sum-of-squares n)
  (pipe (iter:up-to n)
        (map (fn (x) (* x x)))
        (iter:filter! (fn (x) (== (math:mod x 3) 1)))
        (iter:fold! (fn (sum x) (math:mod (+ sum x) 1000003)) 0)))

(declare with-lists (Integer -> Integer))
(define (with-lists n)
  (pipe (range 1 n)
        (map (fn (x) (+ x 1)))
        (filter (fn (x) (/= 0 (math:mod x 7))))
        (map (fn (x) (* 3 x)))
        (fold + 0)))

(define (main)
  (progn
    (println (show (sum-of-squares 30000000)))
    (println (show (for ((i 0 (+ i 1)) (sum 0 (+ sum (with-lists 100000)))) :returns sum :while (< i (the UFix 50)) Unit)))))
