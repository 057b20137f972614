;;;; coalton/optional -- a value or none.

(package coalton/optional
  (import
   coalton/classes
   coalton/hash
   (smelter/prim as p))
  (export Optional None Some some? none? from-some from-some-or))

(declare some? (Optional :a -> Boolean))
(define (some? x)
  "Is there a value?

    (some? (Some 1))  => True"
  (match x
    ((Some _) True)
    ((None) False)))

(declare none? (Optional :a -> Boolean))
(define (none? x)
  "Is there none?

    (none? (Some 1))  => False"
  (match x
    ((Some _) False)
    ((None) True)))

(declare from-some (String * Optional :a -> :a))
(define (from-some str opt)
  "The value; an error with that message when there is none.

    (from-some \"it is there\" (Some 1))  => 1"
  (match opt
    ((Some x) x)
    ((None) (p:error str))))

(declare from-some-or (:a * Optional :a -> :a))
(define (from-some-or def val?)
  "The value, or the one given first when there is none.

    (from-some-or 0 None)  => 0"
  (match val?
    ((Some x) x)
    ((None) def)))

(define-instance (Eq :a => Eq (Optional :a))
  (define (== x y)
    (match x
      ((Some a)
       (match y
         ((Some b) (== a b))
         ((None) False)))
      ((None) (none? y)))))

(define-instance (Ord :a => Ord (Optional :a))
  (define (<=> x y)
    (match x
      ((Some a)
       (match y
         ((Some b) (<=> a b))
         ((None) GT)))
      ((None)
       (match y
         ((Some _) LT)
         ((None) EQ))))))

(define-instance (Hash :a => Hash (Optional :a))
  (define (hash x)
    (match x
      ((Some a) (combine-hashes (hash Unit) (hash a)))
      ((None) (hash Unit)))))

(define-instance (Default (Optional :a))
  (define (default) None))

(define-instance (Semigroup :a => Semigroup (Optional :a))
  (define (<> x y)
    (match x
      ((Some a)
       (match y
         ((Some b) (Some (<> a b)))
         ((None) None)))
      ((None) None))))

(define-instance (Monoid :a => Monoid (Optional :a))
  (define mempty (Some mempty)))

(define-instance (Functor Optional)
  (define (map f x)
    (match x
      ((Some a) (Some (f a)))
      ((None) None))))

(define-instance (Applicative Optional)
  (define (pure x) (Some x))
  (define (liftA2 f x y)
    (match x
      ((Some a)
       (match y
         ((Some b) (Some (f a b)))
         ((None) None)))
      ((None) None))))

(define-instance (Monad Optional)
  (define (>>= x f)
    (match x
      ((Some a) (f a))
      ((None) None))))

(define-instance (MonadFail Optional)
  (define (fail _) None))

(define-instance (Alternative Optional)
  (define (alt x y)
    (match x
      ((Some _) x)
      ((None) y)))
  (define empty None))

(define-instance (Foldable Optional)
  (define (fold f a x)
    (match x
      ((Some y) (f a y))
      ((None) a)))
  (define (foldr f a x)
    (match x
      ((Some y) (f y a))
      ((None) a))))

(define-instance (Traversable Optional)
  (define (traverse f x)
    (match x
      ((Some a) (map Some (f a)))
      ((None) (pure None)))))
