(define x (default))
