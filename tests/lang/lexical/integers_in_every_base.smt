; expect: 255 255 255 35 -16
; expect: 5 5 -5
; expect: 1000000 1000000
(define xs (make-list #xFF #xff #o377 #36rZ #x-10))
(println (unwords (map show xs)))
(println (unwords (map show (make-list +5 5. -5))))
(println (unwords (map show (make-list 1_000_000 1000_000))))
