(define add (fn x (+ x 1)))
