; expect: (Some 1)
; expect: None None
(define q (map (fn (x) x) None))
(define e (the (List :a) Nil))
(declare m (Monoid :a => :a))
(define m mempty)
(define (main)
  (println (<> (show (head (Cons 1 e)) ) ""))
  (println (unwords (make-list (show (the (Optional Integer) q)) (show (the (Optional String) q))))))
