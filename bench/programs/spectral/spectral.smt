;; The spectral norm of an infinite matrix: floating point in nested loops over arrays.
(import (coalton/lisparray as array))

(declare a (U32 -> U32 -> F64))
(define (a i j)
  (/ 1.0 (into (+ 1 (+ i (math:div (* (+ i j) (+ 1 (+ i j))) 2))))))

(declare multiply! (U32 -> (U32 -> U32 -> F64) -> array:LispArray F64 -> array:LispArray F64 -> Unit))
(define (multiply! n entry from to)
  (for ((i 0 (+ i 1))) :while (< i n)
    (array:set! to (into i)
      (for ((j 0 (+ j 1))
            (sum 0.0 (+ sum (* (entry i j) (array:aref from (into j))))))
        :returns sum :while (< j n)
        Unit))))

(declare both! (U32 -> array:LispArray F64 -> array:LispArray F64 -> array:LispArray F64 -> Unit))
(define (both! n from to between)
  (progn
    (multiply! n a from between)
    (multiply! n (fn (i j) (a j i)) between to)))

(declare product (U32 -> array:LispArray F64 -> array:LispArray F64 -> F64))
(define (product n xs ys)
  (for ((i 0 (+ i 1)) (sum 0.0 (+ sum (* (array:aref xs (into i)) (array:aref ys (into i))))))
    :returns sum :while (< i n)
    Unit))

(define (main)
  (let ((n 1500)
        (u (array:make 1500 1.0))
        (v (array:make 1500 0.0))
        (t (array:make 1500 0.0)))
    (progn
      (for ((i 0 (+ i 1))) :while (< i (the UFix 10))
        (both! n u v t)
        (both! n v u t))
      (println (show (the Integer (math:truncate (* 1.0e9 (sqrt (/ (product n u v) (product n v v)))))))))))
