; expect: (Person "Ann" 30 True (Some "x"))
; expect: True LT
(derive Eq Ord Show)
(define-struct Person (name String) (age Integer) (admin Boolean) (note (Optional String)))
(define a (Person "Ann" 30 True (Some "x")))
(println (show a))
(println (unwords (make-list (show (== a a)) (show (<=> a (Person "Ann" 31 True None))))))
