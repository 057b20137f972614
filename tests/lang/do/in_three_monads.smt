; expect: (Some 3) #<List [1 1 2 2]> (Ok 3)
(define (main)
  (println (unwords (make-list
    (show (do (x <- (Some 1)) (let y = 2) (pure (+ x y))))
    (show (do (x <- (make-list 1 2)) (y <- (make-list 0 0)) (pure (+ x y))))
    (show (the (Result String Integer) (do (x <- (Ok 1)) (Ok (+ x 2)))))))))
