;; C sees the numbers of vectors and arrays, and what it writes is there afterwards.
(declare scale! (Vector F64 -> UFix -> F64 -> Unit))
(define (scale! row n by) (c (-> Unit) (row n by) "{ for (size_t i = 0; i < n; i++) row[i] *= by; }"))
(declare bytes! (Vector U8 -> UFix -> Unit))
(define (bytes! row n) (c (-> Unit) (row n) "memset(row, 200, n)"))
(declare negate! (Vector I16 -> UFix -> Unit))
(define (negate! row n) (c (-> Unit) (row n) "{ for (size_t i = 0; i < n; i++) row[i] = (int16_t)-row[i]; }"))
(declare halves! (Vector F32 -> UFix -> Unit))
(define (halves! row n) (c (-> Unit) (row n) "{ for (size_t i = 0; i < n; i++) row[i] /= 2; }"))
(declare sum (LispArray I64 -> UFix -> I64))
(define (sum row n) (c (-> I64) (row n) "{ int64_t s = 0; for (size_t i = 0; i < n; i++) s += row[i]++; return s; }"))
(declare sum-small (LispArray U16 -> UFix -> I64))
(define (sum-small row n) (c (-> I64) (row n) "{ int64_t s = 0; for (size_t i = 0; i < n; i++) s += row[i]--; return s; }"))
(import-from coalton/lisparray LispArray aref)
(import (coalton/lisparray as arr))

(define (main)
  (let ((v (the (Vector F64) (vec:make 1 2 3))))
    (scale! v (vec:length v) 1.5)
    (println (show v)))
  (let ((v (the (Vector U8) (vec:with-initial-element 3 1))))
    (bytes! v 2)
    (println (show v)))
  (let ((v (the (Vector I16) (vec:make 5 -6 32767))))
    (negate! v 3)
    (println (show v)))
  (let ((v (the (Vector F32) (vec:make 5f0 -6f0))))
    (halves! v 2)
    (println (show v)))
  (bytes! (vec:new) 0)
  (let ((a (the (LispArray I64) (arr:make 4 20))))
    (println (show (sum a 4)))
    (println (show (aref a 3))))
  (let ((a (the (LispArray U16) (arr:make 2 0))))
    (println (show (sum-small a 2)))
    (println (show (aref a 1)))))
; expect: #<Vector [1.5 3.0 4.5]>
; expect: #<Vector [200 200 1]>
; expect: #<Vector [-5 6 -32767]>
; expect: #<Vector [2.5 -3.0]>
; expect: 80
; expect: 21
; expect: 0
; expect: 65535
