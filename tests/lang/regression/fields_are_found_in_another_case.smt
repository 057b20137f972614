; warning: taken to mean .\.xPos.
; expect: 1
(define-struct Point (xPos Integer) (y Integer))
(println (show (.xpos (Point 1 2))))
