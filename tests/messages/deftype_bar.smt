(define-type Shape = (Circle F64) | (Square F64))
