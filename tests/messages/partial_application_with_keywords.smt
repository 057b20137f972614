(declare greet (String * Integer &key (:loud Boolean) -> String))
(define (greet name times &key (loud False))
  (if loud (<> name "!") (<> name (show times))))

(define greeting (the Integer (greet "Ann")))
