; expect: caught returned returned
; expect: outer
(define *level* 0)
(define (f x)
  (catch (progn (when (> x 1) (return "returned")) (error "x"))
    (_ "caught")))
(define (g x)
  (catch (dynamic-bind ((*level* 1))
           (catch (progn (when (> x 1) (return "returned")) (error "x"))
             (_ "inner")))
    (_ "outer")))
(define (main)
  (println (unwords (make-list (f 1) (f 2) (g 2))))
  (println (if (== *level* 0) "outer" "inner")))
