; error: a field of a struct is written .name Type.
(define-struct Point () (x Integer))
