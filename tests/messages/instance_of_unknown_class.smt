(define-type Color Red Green)
(define-instance (Printable Color) (define (print-it c) "c"))
