(define xs (make-list 1 "two" 3))
