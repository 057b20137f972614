; error: more than 500 nested expansions
(define-macro (twice e) (progn (twice e) (twice e)))
(println (twice "x"))
