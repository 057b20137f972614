; expect: 4611686018427387904 0 4611686018427387904 0
; expect: -3 -7 -1 -25 3 7
; expect: 18446744073709551616 1 -18446744073709551617 18446744073709551615
(define bottom -4611686018427387904)
(define big (^ 2 64))
(define (shown xs) (println (unwords (map show xs))))
(shown (make-list (math:quot bottom -1) (math:rem bottom -1) (math:div bottom -1) (mod bottom -1)))
(shown (make-list (math:quot -31 8) (math:rem -31 8) (math:quot (- 1 (* 2 big)) big)  (mod 31 -28) (math:rem 31 -28) (math:rem 31 8)))
(shown (make-list (math:quot (+ (* big big) 1) big) (math:rem (+ (* big big) 1) big)
                  (math:div (- -1 (* big big)) big) (mod (- -1 (* big big)) big)))
