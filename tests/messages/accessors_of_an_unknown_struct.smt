(define-struct Person (name String) (age Integer))

(define (older a b)
  (> (.age a) (.age b)))

(println (show (older (Person "Ann" 3) (Person "Bob" 4))))
