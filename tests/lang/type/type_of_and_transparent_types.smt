; expect: Integer -> Integer
; expect: 3
(repr :transparent)
(define-type (Wrap :a) (Wrap :a))
(define-struct P (x Integer) (y Integer))
(define (inc x) (+ x (the Integer 1)))
(define (main)
  (println (show (type-of inc)))
  (println (show (.x (match (Wrap (P 3 4)) ((Wrap p) p))))))
