; error: Km.*Mile|Mile.*Km
(define-type Km Km)
(define-type Mile Mile)
(define-type (Distance :unit) (Distance Integer))
(declare add (Distance :u -> Distance :u -> Distance :u))
(define (add (Distance a) (Distance b)) (Distance (+ a b)))
(println (match (add (the (Distance Km) (Distance 2)) (the (Distance Mile) (Distance 3))) ((Distance n) (show n))))
