(define-type A B)
(define-type A C)
