;;;; coalton/monad/resultt -- computations of another monad that may end with a reason why they gave nothing.

(package coalton/monad/resultt
  (import
   coalton/classes
   coalton/result
   coalton/monad/classes)
  (export
   ResultT run-resultT map-resultT map-errT map-errM err-ifT err-ifM do-resultT))

(define-type (ResultT :err :m :ok)
  "A computation that gives a value, or a reason why not."
  (ResultT (:m (Result :err :ok))))

(declare run-resultT (ResultT :err :m :ok -> :m (Result :err :ok)))
(define (run-resultT (ResultT m))
  "The inner computation.

    (run-resultT (ResultT (make-list (Ok 1) (Err \"no\"))))  => #<List [(Ok 1) (Err \"no\")]>"
  m)

(declare map-resultT ((:m (Result :e1 :a) -> :n (Result :e2 :b)) * ResultT :e1 :m :a -> ResultT :e2 :n :b))
(define (map-resultT f (ResultT m))
  "The computation with its inner one changed by the function."
  (ResultT (f m)))

(declare map-errT (Functor :m => (:a -> :b) * ResultT :a :m :c -> ResultT :b :m :c))
(define (map-errT ferr (ResultT m))
  "The computation with its reason, if there is one, changed by the function."
  (ResultT (map (fn (x) (map-err ferr x)) m)))

(declare map-errM (Monad :m => (:a -> :b) * :m (Result :a :c) -> :m (Result :b :c)))
(define (map-errM ferr m)
  "The same for a computation that gives a Result.

    (map-errM string:length (Some (the (Result String Integer) (Err \"no\"))))  => (Some (Err 2))"
  (map (fn (x) (map-err ferr x)) m))

(declare err-ifM (Monad :m => Boolean * :err -> :m (Result :err Unit)))
(define (err-ifM failed? failure)
  "A computation that gives that reason if the condition holds.

    (the (Optional (Result String Unit)) (err-ifM True \"yes\"))  => (Some (Err \"yes\"))"
  (pure (err-if failed? failure)))

(declare err-ifT (Monad :m => Boolean * :err -> ResultT :err :m Unit))
(define (err-ifT failed? failure)
  "The same as a ResultT.

    (the (Optional (Result String Unit)) (run-resultT (err-ifT False \"yes\")))  => (Some (Ok Unit))"
  (ResultT (err-ifM failed? failure)))

(define-macro (do-resultT step …)
  "(do-resultT step ...) is `do` for steps that are ResultT, and gives the inner computation."
  (run-resultT (do step …)))

(define-instance (Functor :m => Functor (ResultT :err :m))
  (define (map f (ResultT m))
    (ResultT (map (fn (x) (map f x)) m))))

(define-instance (Monad :m => Applicative (ResultT :err :m))
  (define (pure a) (ResultT (pure (Ok a))))
  (define (liftA2 f (ResultT m) (ResultT n))
    (ResultT
     (>>= m
          (fn (x)
            (match x
              ((Err e) (pure (Err e)))
              ((Ok a) (map (fn (y) (map (fn (b) (f a b)) y)) n))))))))

(define-instance (Monad :m => Monad (ResultT :err :m))
  (define (>>= (ResultT m) f)
    (ResultT
     (>>= m
          (fn (x)
            (match x
              ((Err e) (pure (Err e)))
              ((Ok a) (run-resultT (f a)))))))))

(define-instance (MonadTransformer (ResultT :err))
  (define (lift m) (ResultT (map Ok m))))

(define-instance (MonadState :s :m => MonadState :s (ResultT :err :m))
  (define get (lift get))
  (define (put state) (lift (put state)))
  (define (modify fs->s) (lift (modify fs->s))))

(define-instance (MonadEnvironment :env :m => MonadEnvironment :env (ResultT :err :m))
  (define ask (lift ask))
  (define (local f m) (map-resultT (fn (inner) (local f inner)) m))
  (define (asks f) (lift (asks f))))
