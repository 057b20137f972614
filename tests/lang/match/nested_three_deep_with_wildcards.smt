; expect: 1 2 3 4
(define (f x)
  (match x
    ((Some (Ok (Cons 0 _))) 1)
    ((Some (Ok (Cons _ (Cons _ (Nil))))) 2)
    ((Some (Err "x")) 3)
    (_ 4)))
(println (unwords (map show (make-list
  (f (Some (Ok (make-list 0 5)))) (f (Some (Ok (make-list 1 5)))) (f (Some (Err "x"))) (f None)))))
