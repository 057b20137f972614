; expect: 0 "" None
(derive Default)
(define-struct Inner (text String) (maybe (Optional Integer)))
(derive Default)
(define-struct Outer (n Integer) (inner Inner))
(declare text (Outer -> String))
(define (text o)
  (unwords (make-list (show (.n o)) (show (.text (.inner o))) (show (.maybe (.inner o))))))
(println (text (default)))
