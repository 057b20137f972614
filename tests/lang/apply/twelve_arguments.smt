; expect: a b c d e f g h i j k l
; expect: a b c d e f g h i j k l
; expect: l k j i h g f e d c b a
(define (twelve a b c d e f g h i j k l) (unwords (make-list a b c d e f g h i j k l)))
(define (backwards a b c d e f g h i j k l) (twelve l k j i h g f e d c b a))
(define (call-it f) (f "a" "b" "c" "d" "e" "f" "g" "h" "i" "j" "k" "l"))
(println (twelve "a" "b" "c" "d" "e" "f" "g" "h" "i" "j" "k" "l"))
(println (call-it twelve))
(println (call-it backwards))
