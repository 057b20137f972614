; expect: (Cons (Tuple 1 "a") (Cons (Tuple 1 "b") (Cons (Tuple 2 "a") (Cons (Tuple 2 "b") Nil)))) 4
(define (main)
  (let pairs = (the (List (Tuple Integer String)) [(Tuple x y) :for x :in (make-list 1 2) :for y :in (make-list "a" "b")]))
  (println (unwords (make-list (list-text pairs) (show (length pairs))))))
(declare list-text (Show :a => List :a -> String))
(define (list-text xs)
  (match xs ((Nil) "Nil") ((Cons x r) (mconcat (make-list "(Cons " (show x) " " (list-text r) ")")))))
