; expect: (Some 1) (Tuple (Some "a") 2)
; The dictionary of Show (Optional :a) is built while the program runs: the C prototype of a library instance that comes
; from the image had no parameters.
(define-type (Deep :a) (Here :a) (There (Deep (Optional :a))))
(declare text (Show :a => Deep :a -> String))
(define (text d) (match d ((Here x) (show x)) ((There r) (text r))))
(define-type (Deep2 :a) (Here2 :a) (There2 (Deep2 (Tuple (Optional :a) Integer))))
(declare text2 (Show :a => Deep2 :a -> String))
(define (text2 d) (match d ((Here2 x) (show x)) ((There2 r) (text2 r))))
(println (unwords (make-list (text (There (Here (Some 1)))) (text2 (There2 (Here2 (Tuple (Some "a") 2)))))))
