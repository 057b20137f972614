(define (f x) (case x (1 "one") (_ "many")))
