; expect: (Node (Leaf 1) 2 (Leaf 3))
; expect: True False True
; expect: LT GT EQ
(derive Eq Ord Show)
(define-type (Tree :a) (Leaf :a) (Node (Tree :a) :a (Tree :a)))
(define t (Node (Leaf 1) 2 (Leaf 3)))
(println (show t))
(println (unwords (map show (make-list (== t t) (== t (Leaf 1)) (== (Leaf "a") (Leaf "a"))))))
(println (unwords (map show (make-list (<=> (Leaf 9) t) (<=> t (Node (Leaf 1) 1 (Leaf 9))) (<=> t t)))))
