(declare label ((Num :a) (Show :b) => :a -> :b -> String))
(define (label _ b) (show b))

(define (show-type x) (show (type-of (fn (y) (Tuple (+ x (the U8 1)) y)))))

; expect: forall :a. Optional :a
(println (show (type-of None)))
; expect: forall :a. Num :a => :a
(println (show (type-of 5)))
; expect: forall :a. Num :a => :a -> :a
(println (show (type-of (fn (x) (+ x 1)))))
; expect: forall :a :b :c. Functor :a => (:b -> :c) -> :a :b -> :a :c
(println (show (type-of map)))
; expect: forall :a :b. (Num :a) (Show :b) => :a -> :b -> String
(println (show (type-of label)))
; expect: forall :a. Show :a => :a -> String
(println (show (type-of (label 5))))
; expect: forall :a. :a
(println (show (type-of (error "not run"))))
; expect: forall :a. :a -> Tuple U8 :a
(println (show-type 1))
