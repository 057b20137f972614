(define add (\x (+ x 1)))
