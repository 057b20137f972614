; expect: 9 dog says woof
(define-struct Animal (name String) (noise (Integer -> String)))
(define-struct (Op :a) (run (:a -> :a -> :a)) (unit :a))
(define (reduce-with op xs) (fold (.run op) (.unit op) xs))
(declare reduce-with (Op :a -> List :a -> :a))
(define (speak a) (mconcat (make-list (.name a) " says " ((.noise a) 1))))
(declare speak (Animal -> String))
(println (unwords (make-list (show (reduce-with (Op + 0) (make-list 2 3 4))) (speak (Animal "dog" (fn (_) "woof"))))))
