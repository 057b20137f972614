; error: 
(define keep (filter (fn (_) True)))
(println (show (keep (make-list 1))))
(println (show (keep (make-list "a"))))
