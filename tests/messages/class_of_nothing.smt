(define-class (Named) (name String))
(println name)
