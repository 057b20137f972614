;;;; coalton/monad/identity -- the monad that adds nothing.

(package coalton/monad/identity
  (import
   coalton/classes
   coalton/show)
  (export Identity run-identity))

(repr :transparent)
(define-type (Identity :a)
  "A value, as a computation that does nothing but give it."
  (Identity :a))

(declare run-identity (Identity :a -> :a))
(define (run-identity (Identity a))
  "The value.

    (run-identity (map (+ 1) (Identity 1)))  => 2"
  a)

(define-instance (Functor Identity)
  (define (map f (Identity a)) (Identity (f a))))

(define-instance (Applicative Identity)
  (define (pure a) (Identity a))
  (define (liftA2 f (Identity a) (Identity b)) (Identity (f a b))))

(define-instance (Monad Identity)
  (define (>>= (Identity a) f) (f a)))

(define-instance (Eq :a => Eq (Identity :a))
  (define (== (Identity a) (Identity b)) (== a b)))

(define-instance (Show :a => Show (Identity :a))
  (define (show-to f (Identity a))
    (f "(Identity ")
    (show-to f a)
    (f ")")))
