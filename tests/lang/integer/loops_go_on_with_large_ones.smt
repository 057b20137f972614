;; A loop over Integers has a version for small ones: nothing may change where they stop being small.
(declare doubled (Integer -> Integer -> Integer))
(define (doubled times n)
  (if (== times 0) n (doubled (- times 1) (+ n n))))

(declare down (Integer -> Integer -> Integer))
(define (down times n)
  (if (<= times 0) n (down (- times 1) (- n 1))))

(declare product (Integer -> Integer))
(define (product n)
  (rec loop ((i 1) (all 1))
    (if (> i n) all (loop (+ i 1) (* all i)))))

(declare steps (Integer -> Integer -> Integer))
(define (steps from to)
  (for ((i from (+ i 1)) (count 0 (+ count 1))) :returns count :while (< i to) Unit))

(declare remainders (Integer -> Integer -> Integer))
(define (remainders from to)
  (for ((i from (+ i 1)) (sum 0 (+ (* 3 sum) (+ (math:mod i 7) (* 100 (math:div i 7)))))) :returns sum :while (< i to)
    Unit))

(define (main)
  (progn
    (println (show (doubled 60 1)))
    (println (show (doubled 61 1)))
    (println (show (doubled 62 1)))
    (println (show (doubled 70 -1)))
    (println (show (down 3 -4611686018427387902)))
    (println (show (product 25)))
    (println (show (steps 4611686018427387900 4611686018427387910)))
    (println (show (steps -4611686018427387909 -4611686018427387900)))
    (println (show (remainders -10 11)))
    (println (show (negate (down 1 -4611686018427387903))))
    (println (show (abs (down 1 -4611686018427387903))))))
; expect: 1152921504606846976
; expect: 2305843009213693952
; expect: 4611686018427387904
; expect: -1180591620717411303424
; expect: -4611686018427387905
; expect: 15511210043330985984000000
; expect: 10
; expect: 9
; expect: -1004476231805
; expect: 4611686018427387904
; expect: 4611686018427387904
