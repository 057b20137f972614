; expect: 1a 1b 2a 2b
(define (pairs)
  (do (x <- (make-list 1 2))
      (y <- (make-list "a" "b"))
      (let s = (<> (show x) y))
      (pure s)))
(println (unwords (pairs)))
