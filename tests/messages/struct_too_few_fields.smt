(define-struct Person (name String) (age Integer))
(define ann (Person "Ann"))
(println (.name ann))
