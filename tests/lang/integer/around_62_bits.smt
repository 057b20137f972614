; expect: 4611686018427387903 4611686018427387904 4611686018427387905
; expect: -4611686018427387904 -4611686018427387905 -4611686018427387903
; expect: True True False
(define top 4611686018427387903)
(define bottom -4611686018427387904)
(define (shown xs) (println (unwords (map show xs))))
(shown (make-list top (+ top 1) (+ top 2)))
(shown (make-list bottom (- bottom 1) (+ bottom 1)))
(println (unwords (map show (make-list (== (- (+ top 1) 1) top) (== (+ (- bottom 1) 1) bottom) (== top (+ top 1))))))
