; error: E0407
(define-class (C :a) (c (:a -> String)))
(define-instance (C (List :a)) (define (c _) "list"))
(define-instance (C (List Integer)) (define (c _) "ints"))
(println (c (make-list 1)))
