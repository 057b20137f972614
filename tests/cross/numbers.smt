;; Nothing is fused or rounded otherwise than on other machines; a NaN has no sign to show.
(declare axpy (F64 -> F64 -> F64 -> F64))
(define (axpy a x y) (+ (* a x) y))
(println (show (axpy 0.1 10.0 -1.0)))
(println (show (axpy 1.0000000001 1.0000000001 -1.0000000002)))
(println (show (the F64 (/ 0.0 0.0))))
(println (show (the F32 (/ 1.0 3.0))))
(println (show (the Integer (* 123456789012345678901234567890 987654321098765432109876543210))))
(println (show (the (List UFix) (iter:collect! (map char:char-code (string:chars "aé€😀"))))))
