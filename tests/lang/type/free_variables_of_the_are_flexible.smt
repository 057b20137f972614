; expect: 3
(define (main) (println (show (length (the (List :a) (make-list 1 2 3))))))
