; expect: #<List [1 2]>
(define-class (Walk :t) (walk (forall (:a :m) Applicative :m => (:a -> :m Unit) -> :t :a -> :m Unit)))
(define-instance (Walk List)
  (define (walk f xs) (match xs ((Nil) (pure Unit)) ((Cons x rest) (liftA2 (fn (_ _) Unit) (f x) (walk f rest))))))
(define (main)
  (let out = (cell:new Nil))
  (let _ = (walk (fn (x) (progn (cell:push! out x) (Some Unit))) (make-list 2 1)))
  (println (show (cell:read out))))
