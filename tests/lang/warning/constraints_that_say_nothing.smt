; expect: 2 3 True
; warning: `Eq :a` says nothing: `Ord :a` implies it
; warning: `Num Integer` says nothing
; warning: `Show :b` says nothing: `Show :b` implies it
(declare biggest ((Eq :a) (Ord :a) => :a -> :a -> :a))
(define (biggest x y) (if (== x y) x (max x y)))
(declare next (Num Integer => Integer -> Integer))
(define (next n) (+ n 1))
(declare text ((Show :b) (Eq :a) (Show :b) => :a -> :b -> String))
(define (text x y) (if (== x x) (show y) ""))
(println (unwords (make-list (show (biggest 1 2)) (show (next 2)) (text 1 True))))
