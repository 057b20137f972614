;;;; coalton/monad/freet -- programs as data around another monad.

(package coalton/monad/freet
  (import
   coalton/classes
   coalton/monad/free)
  (export FreeT FreeF Val unwrap-freeT run-freeT fold-freeT))

(define-type (FreeF :f :a :b)
  "One step of a program: a command that holds what comes next, or the value at the end."
  (FreeF (:f :b))
  (Val :a))

(define-type (FreeT :f :m :a)
  "A computation of the inner monad that gives the next step."
  (FreeT (:m (FreeF :f :a (FreeT :f :m :a)))))

(declare unwrap-freeT (FreeT :f :m :a -> :m (FreeF :f :a (FreeT :f :m :a))))
(define (unwrap-freeT (FreeT m))
  "The inner computation."
  m)

(declare run-freeT (Monad :m => (:f (FreeT :f :m :a) -> FreeT :f :m :a) * FreeT :f :m :a -> :m :a))
(define (run-freeT transf op)
  "The program in the inner monad, where transf takes one command after the other away."
  (>>= (unwrap-freeT op)
       (fn (step)
         (match step
           ((Val a) (pure a))
           ((FreeF command) (run-freeT transf (transf command)))))))

(declare fold-freeT
  ((MonadTransformer :t) (Monad (:t :m)) (Monad :m)
   => (:f (FreeT :f :m :a) -> :t :m (FreeT :f :m :a)) * FreeT :f :m :a -> :t :m :a))
(define (fold-freeT f (FreeT m))
  "The program in a monad around the inner one, where f does one command."
  (>>= (lift m)
       (fn (step)
         (match step
           ((Val a) (pure a))
           ((FreeF command) (>>= (f command) (fn (rest) (fold-freeT f rest))))))))

(define-instance (Functor :f => Functor (FreeF :f :a))
  (define (map f step)
    (match step
      ((Val a) (Val a))
      ((FreeF command) (FreeF (map f command))))))

(define-instance (Functor :f => Bifunctor (FreeF :f))
  (define (bimap f g step)
    (match step
      ((Val a) (Val (f a)))
      ((FreeF command) (FreeF (map g command))))))

(define-instance (Traversable :f => Traversable (FreeF :f :a))
  (define (traverse f step)
    (match step
      ((Val a) (pure (Val a)))
      ((FreeF command) (map FreeF (traverse f command))))))

(define-instance ((Functor :f) (Functor :m) => Functor (FreeT :f :m))
  (define (map f (FreeT m))
    (FreeT (map (fn (step) (bimap f (fn (rest) (map f rest)) step)) m))))

(define-instance ((Functor :f) (Monad :m) => Applicative (FreeT :f :m))
  (define (pure a) (FreeT (pure (Val a))))
  (define (liftA2 f fr gr)
    (>>= fr (fn (a) (map (fn (b) (f a b)) gr)))))

(define-instance ((Functor :f) (Monad :m) => Monad (FreeT :f :m))
  (define (>>= (FreeT m) f)
    (FreeT
     (>>= m
          (fn (step)
            (match step
              ((Val a) (unwrap-freeT (f a)))
              ((FreeF command)
               (pure (FreeF (map (fn (rest) (>>= rest f)) command))))))))))

(define-instance ((Functor :f) (Monad :m) => MonadFree :f (FreeT :f :m))
  (define (wrap command) (FreeT (pure (FreeF command)))))

(define-instance (Functor :f => MonadTransformer (FreeT :f))
  (define (lift m) (FreeT (map Val m))))

(define-instance ((Monad :m) (Traversable :m) (Traversable :f) => Traversable (FreeT :f :m))
  (define (traverse f (FreeT m))
    (map FreeT
         (traverse (fn (step)
                     (match step
                       ((Val a) (map Val (f a)))
                       ((FreeF command) (map FreeF (traverse (fn (rest) (traverse f rest)) command)))))
                   m))))
