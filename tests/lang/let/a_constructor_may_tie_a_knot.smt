; expect: #<List [1 1 1]>
(define (main)
  (let ((ones (Cons 1 ones))) (println (show (take 3 ones)))))
