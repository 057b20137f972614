;; A test that has been made need not be made again, but only of the same place in the same array.
(import (coalton/lisparray as array))

(declare sum-of-two (array:LispArray Integer -> UFix -> Integer))
(define (sum-of-two xs i)
  (+ (array:aref xs i) (array:aref xs i)))

(declare shifted (array:LispArray Integer -> UFix -> Integer))
(define (shifted xs n)
  (for ((i 0 (+ i 1)) (sum 0 (+ sum (+ (array:aref xs i) (array:aref xs (+ i 1)))))) :returns sum :while (< i n) Unit))

(define (main)
  (let ((xs (array:make 4 2)))
    (progn
      (println (show (sum-of-two xs 3)))
      (println (show (shifted xs 3)))
      (println (show (shifted xs 4))))))
; expect: 4
; expect: 12
; error: array: index out of range
; status: 1
