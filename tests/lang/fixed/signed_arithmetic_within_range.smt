; expect: -128 127 -1 2
; expect: -32768 32767
; expect: -2147483648 2147483647
; expect: -9223372036854775808 9223372036854775807 -4 1
(define (main)
  (println (unwords (map show (make-list (- (the I8 -127) 1) (+ (the I8 126) 1) (math:quot (the I8 -5) 3) (mod (the I8 -4) 3)))))
  (println (unwords (map show (make-list (the I16 minBound) (the I16 maxBound)))))
  (println (unwords (map show (make-list (the I32 minBound) (the I32 maxBound)))))
  (println (unwords (map show (make-list (the I64 minBound) (the I64 maxBound) (math:div (the I64 -7) 2) (mod (the I64 -7) 2))))))
(declare minBound (math:Bounded :a => :a))
(define minBound math:minBound)
(declare maxBound (math:Bounded :a => :a))
(define maxBound math:maxBound)
