(define (main)
  (Into *))
