; expect: #<List [1 3]> 4 (P 1 2) 1
(derive Show Eq)
(define-struct P (x Integer) (y Integer))
(define-struct (Box :a) (item :a) (label String))
(define (main)
  (let ps = (make-list (P 1 2) (P 3 4)))
  (println (unwords (make-list (show (map .x ps)) (show (.y (P 3 4))) (show (P 1 2)) (show (.first (Tuple 1 2)))))))
