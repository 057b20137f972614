(define-struct Person (name String) (age Integer))
(define ann (Person 41 "Ann"))
