; expect: (Branch "root" (More (Tip 1) (More (Branch "x" End) End)))
; expect: True
(derive Eq Show)
(define-type (Rose :a) (Tip :a) (Branch String (Forest :a)))
(derive Eq Show)
(define-type (Forest :a) End (More (Rose :a) (Forest :a)))
(define r (Branch "root" (More (Tip 1) (More (Branch "x" End) End))))
(println (show r))
(println (show (== r r)))
