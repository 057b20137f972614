; expect: umlaut empty other
(define (name s) (match s ("" "empty") ("ä" "umlaut") (_ "other")))
(println (unwords (make-list (name "ä") (name "") (name "a"))))
