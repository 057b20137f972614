; expect: x=1 y=2 
(define-macro (table (name value) ...) (mconcat (make-list (mconcat (make-list name "=" (show value) " ")) ...)))
(println (table ("x" 1) ("y" 2)))
