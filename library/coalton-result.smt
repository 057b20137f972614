;;;; coalton/result -- a value, or the reason why there is none.

(package coalton/result
  (import
   coalton/classes
   coalton/hash)
  (export
   Result Ok Err
   ok? err? map-err flatten opt->result ok-or-error ok-or-def okM err-if))

(declare ok? (Result :a :b -> Boolean))
(define (ok? x)
  "Is there a value?

    (ok? (the (Result String Integer) (Ok 1)))  => True"
  (match x
    ((Ok _) True)
    ((Err _) False)))

(declare err? (Result :a :b -> Boolean))
(define (err? x)
  "Is there a reason why not?

    (err? (the (Result String Integer) (Err \"no\")))  => True"
  (match x
    ((Ok _) False)
    ((Err _) True)))

(declare map-err ((:a -> :b) * Result :a :c -> Result :b :c))
(define (map-err f x)
  "f applied to the reason, if it is one.

    (map-err (fn (e) (<> e \"!\")) (the (Result String Integer) (Err \"no\")))  => (Err \"no!\")
    (map-err string:length (the (Result String Integer) (Err \"no\")))  => (Err 2)"
  (match x
    ((Ok y) (Ok y))
    ((Err e) (Err (f e)))))

(declare flatten (Result :a :a -> :a))
(define (flatten x)
  "What is inside, value or reason.

    (flatten (the (Result Integer Integer) (Err 1)))  => 1"
  (match x
    ((Ok y) y)
    ((Err y) y)))

(declare opt->result (:err * Optional :a -> Result :err :a))
(define (opt->result failure opt)
  "An Optional with a reason for there being none.

    (opt->result \"nothing\" (the (Optional Integer) None))  => (Err \"nothing\")"
  (match opt
    ((Some x) (Ok x))
    ((None) (Err failure))))

(declare ok-or-error (Signalable :err => Result :err :a -> :a))
(define (ok-or-error res)
  "The value; the reason is reported as an error.

    (ok-or-error (the (Result String Integer) (Ok 1)))  => 1"
  (match res
    ((Ok x) x)
    ((Err e) (error e))))

(declare ok-or-def (:a * Result :err :a -> :a))
(define (ok-or-def def res)
  "The value, or the one given first.

    (ok-or-def 0 (Err \"no\"))  => 0"
  (match res
    ((Ok x) x)
    ((Err _) def)))

(declare okM (Functor :f => :f :a -> :f (Result :e :a)))
(define (okM f-a)
  "What the computation gives, as `Ok`.

    (the (Optional (Result String Integer)) (okM (Some 1)))  => (Some (Ok 1))"
  (map Ok f-a))

(declare err-if (Boolean * :err -> Result :err Unit))
(define (err-if failed? failure)
  "The reason if the condition holds, `(Ok Unit)` if not.

    (err-if (< 1 2) \"less\")  => (Err \"less\")
    (err-if (> 1 2) \"less\")  => (Ok Unit)"
  (if failed? (Err failure) (Ok Unit)))

(define-instance ((Eq :a) (Eq :b) => Eq (Result :a :b))
  (define (== x y)
    (match x
      ((Ok a)
       (match y
         ((Ok b) (== a b))
         ((Err _) False)))
      ((Err a)
       (match y
         ((Ok _) False)
         ((Err b) (== a b)))))))

(define-instance ((Ord :a) (Ord :b) => Ord (Result :a :b))
  (define (<=> x y)
    (match x
      ((Ok a)
       (match y
         ((Ok b) (<=> a b))
         ((Err _) GT)))
      ((Err a)
       (match y
         ((Ok _) LT)
         ((Err b) (<=> a b)))))))

(define-instance ((Hash :a) (Hash :b) => Hash (Result :a :b))
  (define (hash x)
    (match x
      ((Ok a) (combine-hashes (hash True) (hash a)))
      ((Err a) (combine-hashes (hash False) (hash a))))))

(define-instance (Semigroup :b => Semigroup (Result :a :b))
  (define (<> x y)
    (match x
      ((Ok a)
       (match y
         ((Ok b) (Ok (<> a b)))
         ((Err _) y)))
      ((Err _) x))))

(define-instance (Monoid :b => Monoid (Result :a :b))
  (define mempty (Ok mempty)))

(define-instance (Functor (Result :a))
  (define (map f x)
    (match x
      ((Ok y) (Ok (f y)))
      ((Err e) (Err e)))))

(define-instance (Applicative (Result :a))
  (define (pure x) (Ok x))
  (define (liftA2 f x y)
    (match x
      ((Ok a)
       (match y
         ((Ok b) (Ok (f a b)))
         ((Err e) (Err e))))
      ((Err e) (Err e)))))

(define-instance (Monad (Result :a))
  (define (>>= x f)
    (match x
      ((Ok y) (f y))
      ((Err e) (Err e)))))

(define-instance (Bifunctor Result)
  (define (bimap f g x)
    (match x
      ((Ok y) (Ok (g y)))
      ((Err e) (Err (f e))))))

(define-instance (Foldable (Result :a))
  (define (fold f a x)
    (match x
      ((Ok y) (f a y))
      ((Err _) a)))
  (define (foldr f a x)
    (match x
      ((Ok y) (f y a))
      ((Err _) a))))

(define-instance (Traversable (Result :a))
  (define (traverse f x)
    (match x
      ((Ok y) (map Ok (f y)))
      ((Err e) (pure (Err e))))))

(define-instance (Into (Result :a :b) (Optional :b))
  (define (into x)
    (match x
      ((Ok y) (Some y))
      ((Err _) None))))

(define-instance (Into (Optional :b) (Result Unit :b))
  (define (into x)
    (match x
      ((Some y) (Ok y))
      ((None) (Err Unit)))))

(define-instance (Iso (Result Unit :a) (Optional :a)))
