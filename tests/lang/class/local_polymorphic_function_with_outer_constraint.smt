; expect: a=1 b=(Some 1); same=True
(declare f ((Eq :a) (Show :a) => :a -> :a -> String))
(define (f x y)
  (let ((label (fn (name v) (mconcat (make-list name "=" (show v)))))
        (is-x (fn (z) (== x z))))
    (mconcat (make-list (label "a" x) " " (label "b" (Some y)) "; " (label "same" (is-x y))))))
(println (f 1 1))
