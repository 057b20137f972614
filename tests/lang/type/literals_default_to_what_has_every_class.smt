; expect: 0.5 5 2.5 0.5
; expect: 44 1/2 2
; expect: F64
(define-class (Zed :a) (zed (:a -> String)))
(define-instance (Zed F32) (define (zed _) "F32"))
(define-instance (Zed F64) (define (zed _) "F64"))
(define (main)
  (println (unwords (make-list (show (/ 1 2)) (show 5) (show (+ 1 1.5)) (show (the F32 (/ 1 2))))))
  (println (unwords (make-list (show (the U8 300)) (show (/ 1 (the Fraction 2))) (show 4/2))))
  (println (zed 3)))
