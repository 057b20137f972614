;;;; coalton/monad/statet -- a state around another monad.

(package coalton/monad/statet
  (import
   coalton/classes
   coalton/monad/classes)
  (export
   StateT run-stateT run-stateT_
   MonadState get put modify
   get-stateT put-stateT modify-stateT lift-stateT map-stateT))

(repr :transparent)
(define-type (StateT :s :m :a)
  "A function from the state before to a computation that gives the state after and a value."
  (StateT (:s -> :m (Tuple :s :a))))

(declare run-stateT (Applicative :m => StateT :s :m :a * :s -> :m (Tuple :s :a)))
(define (run-stateT (StateT fs->msa) s)
  "Do the computation, from that state on: the last state, and the value.

    (the (Optional (Tuple Integer Integer)) (run-stateT (pure 1) 2))  => (Some (Tuple 2 1))"
  (fs->msa s))

(declare run-stateT_ (Applicative :m => StateT :s :m :a * :s -> :m :a))
(define (run-stateT_ (StateT fs->msa) s)
  "Do the computation, from that state on: the value only.

    (the (Optional Integer) (run-stateT_ (pure 1) 2))  => (Some 1)"
  (map (fn ((Tuple _ a)) a) (fs->msa s)))

(declare map-stateT ((:m (Tuple :s :a) -> :n (Tuple :s :b)) * StateT :s :m :a -> StateT :s :n :b))
(define (map-stateT fma->nb (StateT fs->msa))
  "The computation with its inner one changed by the function."
  (StateT (fn (s) (fma->nb (fs->msa s)))))

(declare lift-stateT (Functor :m => :m :a -> StateT :s :m :a))
(define (lift-stateT m)
  "A computation of the inner monad, which leaves the state alone.

    (run-stateT (lift-stateT (Some 1)) 2)  => (Some (Tuple 2 1))"
  (StateT (fn (s) (map (fn (a) (Tuple s a)) m))))

(declare get-stateT (Applicative :m => StateT :s :m :s))
(define get-stateT
  "The state.

    (the (Optional (Tuple Integer Integer)) (run-stateT get-stateT 2))  => (Some (Tuple 2 2))"
  (StateT (fn (s) (pure (Tuple s s)))))

(declare put-stateT (Applicative :m => :s -> StateT :s :m Unit))
(define (put-stateT state)
  "Take another state.

    (the (Optional (Tuple Integer Unit)) (run-stateT (put-stateT 3) 2))  => (Some (Tuple 3 Unit))"
  (StateT (fn (_) (pure (Tuple state Unit)))))

(declare modify-stateT (Applicative :m => (:s -> :s) -> StateT :s :m Unit))
(define (modify-stateT fs->s)
  "Take what the function makes of the state.

    (the (Optional (Tuple Integer Unit)) (run-stateT (modify-stateT (+ 1)) 2))  => (Some (Tuple 3 Unit))"
  (StateT (fn (s) (pure (Tuple (fs->s s) Unit)))))

(define-instance (Functor :m => Functor (StateT :s :m))
  (define (map f (StateT fs->msa))
    (StateT (fn (s)
              (map (fn ((Tuple t a)) (Tuple t (f a)))
                   (fs->msa s))))))

(define-instance (Monad :m => Applicative (StateT :s :m))
  (define (pure a)
    (StateT (fn (s) (pure (Tuple s a)))))
  (define (liftA2 f (StateT fs->msa) (StateT fs->msb))
    (StateT (fn (s)
              (>>= (fs->msa s)
                   (fn ((Tuple t a))
                     (map (fn ((Tuple u b)) (Tuple u (f a b)))
                          (fs->msb t))))))))

(define-instance (Monad :m => Monad (StateT :s :m))
  (define (>>= (StateT fs->msa) f)
    (StateT (fn (s)
              (>>= (fs->msa s)
                   (fn ((Tuple t a)) (run-stateT (f a) t)))))))

(define-instance (MonadTransformer (StateT :s))
  (define (lift m) (lift-stateT m)))

(define-instance (Monad :m => MonadState :s (StateT :s :m))
  (define get get-stateT)
  (define (put state) (put-stateT state))
  (define (modify fs->s) (modify-stateT fs->s)))

(define-instance (MonadEnvironment :e :m => MonadEnvironment :e (StateT :s :m))
  (define ask (lift-stateT ask))
  (define (local f m) (map-stateT (fn (inner) (local f inner)) m))
  (define (asks f) (lift-stateT (asks f))))
