; expect: 0 0 True
(define (main)
  (println (unwords (make-list (show (length (the (List Integer) []))) (show (vector:length (the (vector:Vector String) [])))
                               (show (none? (hashmap:lookup (the (hashmap:HashMap String Integer) [=>]) "x")))))))
