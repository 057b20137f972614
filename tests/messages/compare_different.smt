(define (f s) (< (string:length s) "3"))
