(define x 'hello)
