(define (box &key (width 1) (height 2)) (* width height))
(println (show (box :wdith 3)))
