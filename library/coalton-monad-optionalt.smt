;;;; coalton/monad/optionalt -- computations of another monad that may give nothing.

(package coalton/monad/optionalt
  (import
   coalton/classes
   coalton/optional
   coalton/monad/classes)
  (export OptionalT run-optionalT map-optionalT))

(define-type (OptionalT :m :a)
  "A computation that gives a value, or None."
  (OptionalT (:m (Optional :a))))

(declare run-optionalT (OptionalT :m :a -> :m (Optional :a)))
(define (run-optionalT (OptionalT m))
  "The inner computation.

    (run-optionalT (OptionalT (make-list (Some 1) None)))  => #<List [(Some 1) None]>"
  m)

(declare map-optionalT ((:m (Optional :a) -> :n (Optional :b)) * OptionalT :m :a -> OptionalT :n :b))
(define (map-optionalT f (OptionalT m))
  "The computation with its inner one changed by the function.

    (run-optionalT (map-optionalT list:head (OptionalT (make-list (Some 1) None))))  => (Some (Some 1))"
  (OptionalT (f m)))

(define-instance (Functor :m => Functor (OptionalT :m))
  (define (map f (OptionalT m))
    (OptionalT (map (fn (x) (map f x)) m))))

(define-instance (Monad :m => Applicative (OptionalT :m))
  (define (pure a) (OptionalT (pure (Some a))))
  (define (liftA2 f (OptionalT m) (OptionalT n))
    (OptionalT
     (>>= m
          (fn (x)
            (match x
              ((None) (pure None))
              ((Some a) (map (fn (y) (map (fn (b) (f a b)) y)) n))))))))

(define-instance (Monad :m => Monad (OptionalT :m))
  (define (>>= (OptionalT m) f)
    (OptionalT
     (>>= m
          (fn (x)
            (match x
              ((None) (pure None))
              ((Some a) (run-optionalT (f a)))))))))

(define-instance (Monad :m => Alternative (OptionalT :m))
  (define (alt (OptionalT m) (OptionalT n))
    (OptionalT
     (>>= m
          (fn (x)
            (match x
              ((None) n)
              ((Some _) (pure x)))))))
  (define empty (OptionalT (pure None))))

(define-instance (Monad :m => MonadFail (OptionalT :m))
  (define (fail _) (OptionalT (pure None))))

(define-instance (MonadTransformer OptionalT)
  (define (lift m) (OptionalT (map Some m))))

(define-instance (MonadState :s :m => MonadState :s (OptionalT :m))
  (define get (lift get))
  (define (put state) (lift (put state)))
  (define (modify fs->s) (lift (modify fs->s))))

(define-instance (MonadEnvironment :env :m => MonadEnvironment :env (OptionalT :m))
  (define ask (lift ask))
  (define (local f m) (map-optionalT (fn (inner) (local f inner)) m))
  (define (asks f) (lift (asks f))))
