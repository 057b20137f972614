(define-type A X Y)
(define-type B X Z)
