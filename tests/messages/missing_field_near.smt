(define-struct Person (name String) (age Integer))
(println (.nmae (Person "a" 1)))
