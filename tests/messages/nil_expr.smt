(define xs nil)
