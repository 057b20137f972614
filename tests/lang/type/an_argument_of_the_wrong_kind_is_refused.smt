; error: E0306
(define-type (App :f :a) (App (:f :a)))
(declare f (App Integer Integer -> Integer))
(define (f _) 1)
(println (show (f (error ""))))
