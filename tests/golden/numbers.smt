;; Integers in loops, and places in an array: what is tested, and what need not be.
(import (coalton/lisparray as array))

(declare digits (Integer -> Integer))
(define (digits n)
  (for ((i 0 (+ i 1)) (sum 0 (+ sum (math:mod i 10)))) :returns sum :while (< i n) Unit))

(declare swap! (array:LispArray F64 -> UFix -> UFix -> Unit))
(define (swap! xs i j)
  (let ((x (array:aref xs i)))
    (progn
      (array:set! xs i (array:aref xs j))
      (array:set! xs j x))))

(declare count (Integer -> Integer -> Integer))
(define (count k n)
  (if (< n k) 0 (+ 1 (count k (- n k)))))

(define (main)
  (let ((xs (array:make 2 1.5)))
    (progn
      (println (show (+ (digits 1000) (count 3 100))))
      (swap! xs 0 1))))
