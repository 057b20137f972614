; expect: kept
; expect: 3
; expect: [1, 3]
; #+ drops the form after a feature that is not there, whatever it is made of; the one feature is smelter.
#+sbcl (cl:declaim #.some-package::*settings* '#.(cl:list :mode "x") #(1 2))
#+(or sbcl ccl) #+(and) (lisp nothing)
#-(or sbcl (not :smelter)) (println "kept")
(define n #+allegro 1 #-allegro 3)
(println (show n))
(println (format-list (make-list 1 #-smelter 2 3 #+sbcl 4)))
(define (format-list xs) (<> "[" (<> (str:join ", " (map show xs)) "]")))
