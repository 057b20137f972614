;; Closures, partial applications and methods become C functions while the call lasts; so do calls inside of calls.
(declare qsort! (Vector I32 -> UFix -> UFix -> (Pointer I32 -> Pointer I32 -> I32) -> Unit))
(define-foreign qsort! "qsort" (:header "stdlib.h"))
(declare at (Pointer I32 -> I32))
(define (at p) (c (-> I32) (p) "*(int32_t *)p"))
(declare sum-to ((I32 -> F64) -> I32 -> F64))
(define (sum-to f n)
  (c (-> F64) (f n) "{ double sum = 0; for (int32_t i = 1; i <= n; i++) sum += f(i); return sum; }"))
(declare call-or ((Optional (Unit -> I32)) -> I32 -> I32))
(define (call-or f otherwise) (c (-> I32) (f otherwise) "f ? f() : otherwise"))
(declare seven ((I32 -> I32 -> I32 -> I32 -> I32 -> I32 -> I32 -> I32) -> I32))
(define (seven f) (c (-> I32) (f) "f(1, 2, 3, 4, 5, 6, 7)"))

(declare by ((I32 -> I32) -> Pointer I32 -> Pointer I32 -> I32))
(define (by key a b) (- (key (at a)) (key (at b))))

(declare sorted ((I32 -> I32) -> Vector I32 -> Vector I32))
(define (sorted key v)
  (qsort! v (vec:length v) 4 (by key))
  v)

(define (main)
  (println (show (sorted negate (vec:make 3 1 2))))
  (println (show (sorted (fn (x) (mod (* x 7) 5)) (vec:make 4 3 2 1))))
  (let ((factor 0.5d0))
    (println (show (sum-to (fn (i) (* factor (into i))) 4))))
  (println (show (sum-to (fn (i) (sum-to (fn (k) (into (* i k))) 3)) 2)))
  (println (show (call-or None 5)))
  (println (show (call-or (Some (fn () 6)) 5)))
  (println (show (seven (fn (a b c d e f g) (+ a (* 10 (+ b (* 10 (+ c (* 10 (+ d (* 10 (+ e (* 10 (+ f (* 10 g)))))))))))))))))
; expect: #<Vector [3 2 1]>
; expect: #<Vector [3 1 4 2]>
; expect: 5.0
; expect: 18.0
; expect: 5
; expect: 6
; expect: 7654321
