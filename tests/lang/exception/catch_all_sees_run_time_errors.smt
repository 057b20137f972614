; expect: division by zero caught; overflow caught; match caught; error caught; cond caught
(declare guarded (String -> (Void -> Integer) -> String))
(define (guarded what f) (catch (progn (f) "nothing happened") (_ (<> what " caught"))))
(declare only-one (Integer -> Integer))
(define (only-one n) (match n (1 1)))
(define (main)
  (println (mconcat (intersperse "; " (make-list
    (guarded "division by zero" (fn () (mod 1 0)))
    (guarded "overflow" (fn () (as Integer (* (the I8 100) 2))))
    (guarded "match" (fn () (only-one 2)))
    (guarded "error" (fn () (error "no")))
    (guarded "cond" (fn () (cond (False 1)))))))))
; warning: exhaustive
