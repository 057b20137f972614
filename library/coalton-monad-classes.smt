;;;; coalton/monad/classes -- what monads with state or an environment have in common.

(package coalton/monad/classes
  (import coalton/classes)
  (export
   MonadState get put modify
   MonadEnvironment ask local asks
   LiftTo lift-to))

(define-class (Monad :m => MonadState :s :m (:m -> :s))
  "Monads that carry a state along."
  (get "The state." (:m :s))
  (put "Take another state." (:s -> :m Unit))
  (modify "Take what f makes of the state." ((:s -> :s) -> :m Unit)))

(define-class (Monad :m => MonadEnvironment :env :m (:m -> :env))
  "Monads that can look at an environment."
  (ask "The environment." (:m :env))
  (local "A computation in what f makes of the environment." ((:env -> :env) * :m :a -> :m :a))
  (asks "What f makes of the environment." ((:env -> :a) -> :m :a)))

(define-class ((Monad :m) (Monad :r) => LiftTo :m :r)
  "Monads of which one is inside the other, or is the other."
  (lift-to "A computation of the one as one of the other." (:m :a -> :r :a)))

(define-instance (Monad :m => LiftTo :m :m)
  (define (lift-to m) m))

(define-instance ((Monad :m) (Monad (:t :m)) (MonadTransformer :t) => LiftTo :m (:t :m))
  (define (lift-to m) (lift m)))
