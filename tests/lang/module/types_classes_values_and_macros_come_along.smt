; expect: 100 27 200 (Some "five") 2 8
(import imported/shapes)
(define-type Dot Dot)
(define-instance (Area Dot) (define (area _) 4))
(println (unwords (make-list (show total-default) (show (area (scale 3 (Circle 1)))) (show (twice default-shape))
                             (show (lookup-name one-side)) (show (table-size)) (show (twice Dot)))))
