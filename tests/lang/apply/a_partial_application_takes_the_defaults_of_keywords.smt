; expect: making
; expect: Ann 2
; expect: Bob 2
; expect: Ann 3
; expect: Integer -> String
(declare greet (String * Integer &key (:mark String) -> String))
(define (greet name times &key (mark " "))
  (mconcat (make-list name mark (show times))))

(declare apply-to (Integer -> (Integer -> String) -> String))
(define (apply-to x f) (f x))

(define (main)
  ;; The arguments that are given are evaluated once, when they are given.
  (let ann = (greet (progn (println "making") "Ann")))
  (println (ann 2))
  (println (apply-to 2 (greet "Bob")))
  (let makers = (make-list (fn (x) (greet x))))
  (println (apply-to 3 ((head-of makers) "Ann")))
  (println (show (type-of ann))))

(define (head-of xs)
  (match xs
    ((Cons x _) x)
    ((Nil) (error "empty"))))
