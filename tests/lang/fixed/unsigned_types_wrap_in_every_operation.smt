; expect: 0 255 254 1 44
; expect: 0 65535 1
; expect: 0 4294967295 1
; expect: 0 18446744073709551615 1
(define (main)
  (println (unwords (map show (make-list (+ (the U8 255) 1) (- (the U8 0) 1) (* (the U8 255) 2) (* (the U8 255) 255) (the U8 300)))))
  (println (unwords (map show (make-list (+ (the U16 65535) 1) (- (the U16 0) 1) (* (the U16 65535) 65535)))))
  (println (unwords (map show (make-list (+ (the U32 4294967295) 1) (- (the U32 0) 1) (* (the U32 4294967295) 4294967295)))))
  (println (unwords (map show (make-list (+ (the U64 18446744073709551615) 1) (- (the U64 0) 1)
                                         (* (the U64 18446744073709551615) 18446744073709551615))))))
