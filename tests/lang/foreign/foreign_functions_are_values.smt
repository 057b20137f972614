;; Passed on, partially applied, renamed, composed, in data, with more parameters than there are registers for.
(declare power (F64 -> F64 -> F64))
(define-foreign power "pow" (:header "math.h"))
(declare nine (I32 -> I32 -> I32 -> I32 -> I32 -> I32 -> I32 -> I32 -> I32 -> I32))
(define (nine a b c d e f g h i)
  (c (-> I32) (a b c d e f g h i) "a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i"))
(declare zero (Unit -> I32))
(define (zero) (c (-> I32) () "0"))
(define two-to (power 2))
(define raise power)
(declare twice ((:a -> :a) -> :a -> :a))
(define (twice f x) (f (f x)))

(define (main)
  (println (show (map two-to (make-list 1 2 10))))
  (println (show (twice (power 3) 1)))
  (println (show (zipWith raise (make-list 2 3) (make-list 3 2))))
  (println (show ((fn (f) (f 2 5)) power)))
  (println (show (nine 1 1 1 1 1 1 1 1 1)))
  (println (show (map (nine 0 0 0 0 0 0 0 0) (make-list 1 2))))
  (println (show (+ (zero) (zero)))))
; expect: #<List [2.0 4.0 1024.0]>
; expect: 27.0
; expect: #<List [8.0 9.0]>
; expect: 32.0
; expect: 45
; expect: #<List [9 18]>
; expect: 0
