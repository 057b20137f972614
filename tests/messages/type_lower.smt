(declare f (integer -> string))
(define (f x) (show x))
