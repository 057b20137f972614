(define c (cell:new Nil))
