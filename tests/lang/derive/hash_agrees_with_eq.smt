; expect: 2 (Some "second") None
(derive Eq Hash)
(define-type (Key :a) (Plain :a) (Pair :a :a))
(define (main)
  (let m = (hashmap:insert (hashmap:insert hashmap:empty (Plain 1) "first") (Pair 1 2) "second"))
  (println (unwords (make-list (show (hashmap:count m))
                               (show (hashmap:lookup m (Pair 1 2)))
                               (show (hashmap:lookup m (Pair 2 1)))))))
