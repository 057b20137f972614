(define (f p) (match p ((Tuple a b c) (+ a (+ b c)))))
