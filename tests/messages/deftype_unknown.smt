(define-type Shape (Circle Float))
