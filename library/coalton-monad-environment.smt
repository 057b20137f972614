;;;; coalton/monad/environment -- computations that can look at an environment; alone, or around another monad.

(package coalton/monad/environment
  (import
   coalton/classes
   coalton/monad/classes)
  (export
   MonadEnvironment ask local asks
   Env run-env ask-env local-env asks-env
   EnvT run-envT ask-envT local-envT asks-envT lift-envT map-envT))

;;; Alone

(repr :transparent)
(define-type (Env :env :value)
  "A function from the environment to a value."
  (Env (:env -> :value)))

(declare run-env (Env :env :value * :env -> :value))
(define (run-env (Env env-computation) env)
  "Do the computation in that environment.

    (run-env ask-env 1)  => 1"
  (env-computation env))

(declare ask-env (Env :env :env))
(define ask-env
  "The environment.

    (run-env ask-env 1)  => 1"
  (Env (fn (env) env)))

(declare asks-env ((:env -> :a) -> Env :env :a))
(define (asks-env fenv->a)
  "What the function makes of the environment.

    (run-env (asks-env (+ 1)) 1)  => 2"
  (Env fenv->a))

(declare local-env ((:env -> :env) * Env :env :value -> Env :env :value))
(define (local-env fenv menv)
  "The computation in what the function makes of the environment.

    (run-env (local-env (+ 1) ask-env) 1)  => 2"
  (Env (fn (env) (run-env menv (fenv env)))))

(define-instance (Functor (Env :env))
  (define (map f (Env g))
    (Env (fn (env) (f (g env))))))

(define-instance (Applicative (Env :env))
  (define (pure a)
    (Env (fn (_) a)))
  (define (liftA2 f (Env g) (Env h))
    (Env (fn (env) (f (g env) (h env))))))

(define-instance (Monad (Env :env))
  (define (>>= (Env g) f)
    (Env (fn (env) (run-env (f (g env)) env)))))

(define-instance (MonadEnvironment :env (Env :env))
  (define ask ask-env)
  (define (local f m) (local-env f m))
  (define (asks f) (asks-env f)))

;;; Around another monad

(repr :transparent)
(define-type (EnvT :env :m :value)
  "A function from the environment to a computation of another monad."
  (EnvT (:env -> :m :value)))

(declare run-envT (EnvT :env :m :value * :env -> :m :value))
(define (run-envT (EnvT fenv->val) env)
  "Do the computation in that environment.

    (run-envT (lift-envT (Some 1)) \"environment\")  => (Some 1)"
  (fenv->val env))

(declare ask-envT (Monad :m => EnvT :env :m :env))
(define ask-envT
  "The environment.

    (the (Optional Integer) (run-envT ask-envT 1))  => (Some 1)"
  (EnvT (fn (env) (pure env))))

(declare asks-envT (Applicative :m => (:env -> :a) -> EnvT :env :m :a))
(define (asks-envT fenv->a)
  "What the function makes of the environment.

    (the (Optional Integer) (run-envT (asks-envT (+ 1)) 1))  => (Some 2)"
  (EnvT (fn (env) (pure (fenv->a env)))))

(declare local-envT ((:env -> :env) * EnvT :env :m :value -> EnvT :env :m :value))
(define (local-envT fenv (EnvT fenv->a))
  "The computation in what the function makes of the environment.

    (the (Optional Integer) (run-envT (local-envT (+ 1) ask-envT) 1))  => (Some 2)"
  (EnvT (fn (env) (fenv->a (fenv env)))))

(declare lift-envT (:m :a -> EnvT :env :m :a))
(define (lift-envT m)
  "A computation of the inner monad, in any environment.

    (run-envT (lift-envT (Some 1)) \"environment\")  => (Some 1)"
  (EnvT (fn (_) m)))

(declare map-envT ((:m :a -> :n :b) * EnvT :env :m :a -> EnvT :env :n :b))
(define (map-envT fma->nb (EnvT fenv->ma))
  "The computation with its inner one changed by the function.

    (run-envT (map-envT list:head (lift-envT (make-list 1 2))) Unit)  => (Some 1)"
  (EnvT (fn (env) (fma->nb (fenv->ma env)))))

(define-instance (Functor :m => Functor (EnvT :env :m))
  (define (map f (EnvT g))
    (EnvT (fn (env) (map f (g env))))))

(define-instance (Applicative :m => Applicative (EnvT :env :m))
  (define (pure a)
    (EnvT (fn (_) (pure a))))
  (define (liftA2 f (EnvT g) (EnvT h))
    (EnvT (fn (env) (liftA2 f (g env) (h env))))))

(define-instance (Monad :m => Monad (EnvT :env :m))
  (define (>>= (EnvT g) f)
    (EnvT (fn (env)
            (>>= (g env)
                 (fn (a) (run-envT (f a) env)))))))

(define-instance (MonadTransformer (EnvT :env))
  (define (lift m) (lift-envT m)))

(define-instance (Monad :m => MonadEnvironment :env (EnvT :env :m))
  (define ask ask-envT)
  (define (local f m) (local-envT f m))
  (define (asks f) (asks-envT f)))

(define-instance (MonadState :s :m => MonadState :s (EnvT :e :m))
  (define get (lift-envT get))
  (define (put state) (lift-envT (put state)))
  (define (modify fs->s) (lift-envT (modify fs->s))))
