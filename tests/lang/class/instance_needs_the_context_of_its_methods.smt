; error: Show
(define-type (Box :a) (Box :a))
(define-instance (Show (Box :a))
  (define (show-to put (Box x)) (show:show-to put x)))
(println (show (Box 1)))
