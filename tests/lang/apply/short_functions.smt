; expect: #<List [2 3]> 5 7
(define (main)
  (println (unwords (make-list (show (map ƒx.(+ x 1) (make-list 1 2))) (show (ƒ.5)) (show (ƒ_x_.x 1 7 2))))))
