(define-type Tree (Leaf :a) (Node (Tree :a) (Tree :a)))
