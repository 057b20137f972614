;;;; coalton/monad/free -- programs as data, made of the commands of a functor.

(package coalton/monad/free
  (import coalton/classes)
  (export Free Val MonadFree wrap liftF run-free foldFree))

(define-type (Free :f :a)
  "A command that holds the rest of the program, or the value at its end."
  (Free (:f (Free :f :a)))
  (Val :a))

(define-class (Monad :m => MonadFree :f :m)
  "Monads that can hold the commands of a functor."
  (wrap "A program that begins with this command." (:f (:m :a) -> :m :a)))

(declare liftF ((Functor :f) (MonadFree :f :m) => :f :a -> :m :a))
(define (liftF f)
  "A program of this one command.

    (foldFree id (the (Free Optional Integer) (liftF (Some 1))))  => (Some 1)"
  (wrap (map pure f)))

(declare run-free (Functor :f => (:f (Free :f :a) -> Free :f :a) * Free :f :a -> :a))
(define (run-free transf op)
  "The value at the end, where transf takes one command after the other away."
  (match op
    ((Val a) a)
    ((Free f) (run-free transf (transf f)))))

(declare foldFree (Monad :c => (:a (Free :a :b) -> :c (Free :a :b)) * Free :a :b -> :c :b))
(define (foldFree nat fr)
  "The program in another monad, where nat does one command.

    (foldFree id (the (Free Optional Integer) (Free None)))  => None"
  (match fr
    ((Val a) (pure a))
    ((Free f) (>>= (nat f) (fn (rest) (foldFree nat rest))))))

(define-instance (Functor :f => Functor (Free :f))
  (define (map f fr)
    (match fr
      ((Val a) (Val (f a)))
      ((Free command) (Free (map (fn (rest) (map f rest)) command))))))

(define-instance (Functor :f => Applicative (Free :f))
  (define (pure a) (Val a))
  (define (liftA2 f fr gr)
    (match fr
      ((Val a) (map (fn (b) (f a b)) gr))
      ((Free command) (Free (map (fn (rest) (liftA2 f rest gr)) command))))))

(define-instance (Functor :f => Monad (Free :f))
  (define (>>= fr f)
    (match fr
      ((Val a) (f a))
      ((Free command) (Free (map (fn (rest) (>>= rest f)) command))))))

(define-instance (Functor :f => MonadFree :f (Free :f))
  (define (wrap command) (Free command)))

(define-instance (Foldable :f => Foldable (Free :f))
  (define (fold f acc fr)
    (match fr
      ((Val a) (f acc a))
      ((Free command) (fold (fn (b rest) (fold f b rest)) acc command))))
  (define (foldr f acc fr)
    (match fr
      ((Val a) (f a acc))
      ((Free command) (foldr (fn (rest b) (foldr f b rest)) acc command)))))

(define-instance (Traversable :t => Traversable (Free :t))
  (define (traverse f fr)
    (match fr
      ((Val a) (map Val (f a)))
      ((Free command) (map Free (traverse (fn (rest) (traverse f rest)) command))))))
