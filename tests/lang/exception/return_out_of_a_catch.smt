; expect: early late
(define-exception Oops Oops)
(declare f (Boolean -> String))
(define (f early)
  (let r = (catch (if early (throw Oops) "late") ((Oops) "early")))
  (when (== r "early") (return "early"))
  r)
(println (unwords (make-list (f True) (f False))))
