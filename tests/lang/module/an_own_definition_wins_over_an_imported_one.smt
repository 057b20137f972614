; expect: mine 3
(import imported/base)
(define (push x y) (<> x y))
(println (unwords (make-list (push "mi" "ne") (show (length (make-list 1 2 3))))))
