; expect: 0 "" unit
(define-class (Zero :a) (zero :a))
(define-instance (Zero Integer) (define zero 0))
(define-instance (Zero String) (define zero ""))
(define-instance ((Zero :a) (Zero :b) => Zero (Tuple :a :b)) (define zero (Tuple zero zero)))
(define (main)
  (let (Tuple n s) = (the (Tuple Integer String) zero))
  (println (unwords (make-list (show n) (show s) "unit"))))
