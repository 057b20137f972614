; expect: True (Some 123456789012345678901234567890) None None
(define text "123456789012345678901234567890")
(println (unwords (make-list (show (== (as String (as Integer 123456789012345678901234567890)) text))
                             (show (parse-int text)) (show (parse-int "")) (show (parse-int "x1")))))
