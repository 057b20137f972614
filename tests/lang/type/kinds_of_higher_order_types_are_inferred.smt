; expect: (Some 2) #<List [2 3]>
; expect: 3
(define-type (Fix :f) (Fix (:f (Fix :f))))
(define-type (ExprF :r) (Lit Integer) (Add :r :r))
(define-instance (Functor ExprF)
  (define (map f e) (match e ((Lit n) (Lit n)) ((Add a b) (Add (f a) (f b))))))
(declare cata (Functor :f => (:f :a -> :a) -> Fix :f -> :a))
(define (cata alg (Fix x)) (alg (map (cata alg) x)))
(define-type (App :f :a) (App (:f :a)))
(define (unapp (App x)) x)
(define (main)
  (println (unwords (make-list (show (unapp (App (Some 2)))) (show (map (+ 1) (unapp (App (make-list 1 2))))))))
  (println (show (cata (fn (e) (match e ((Lit n) n) ((Add a b) (+ a b)))) (Fix (Add (Fix (Lit 1)) (Fix (Lit 2))))))))
