; expect: 12.5 αβ
(define π≈ 12.5)
(define (größe x) (<> x "β"))
(println (<> (show π≈) (<> " " (größe "α"))))
