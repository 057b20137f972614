; expect: 16
(define-macro (square e) (let ((x e)) (* x x)))
(define-macro (fourth-power e) (square (square e)))
(println (show (fourth-power 2)))
