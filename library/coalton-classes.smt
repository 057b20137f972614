;;;; coalton/classes -- the classes and types that everything else stands on.
;;;;
;;;; Beside its public methods a class may have hidden ones, whose names begin with %: an instance need not
;;;; define them, because each has a definition in terms of the public ones. They exist so that an instance for
;;;; which there is a better way can say so: `<` of two F64 is one machine instruction, and false for NaN.

(package coalton/classes
  (import
   coalton/types
   (smelter/prim as p))
  (export
   ;; types
   Ordering LT EQ GT
   Tuple
   Result Err Ok
   Optional None Some
   Hash
   ;; comparison
   Eq == Ord <=> < <= > >= max min
   hash
   ;; arithmetic
   Num + - * fromInt negate raise
   ;; conversion
   Into into TryInto tryInto Iso unwrap-into
   ;; combining
   Semigroup <> Monoid mempty mempty? mconcat mconcatmap mcommute?
   ;; containers and computations
   Functor map fmap
   Applicative pure liftA2 take-left take-right
   Alternative alt empty
   Monad >>= >> join
   MonadFail fail
   MonadTransformer lift
   Foldable fold foldr elements
   Traversable traverse sequence
   Bifunctor bimap map-fst map-snd
   ;; default values and failure
   Default default default? defaulting-unwrap
   Signalable error %assertion-failed %unreachable
   Unwrappable unwrap-or-else unwrap expect with-default as-optional
   ;; builders: [a b c] and [k => v]
   FromItemizedCollection begin-collection-builder adjoin-to-collection-builder
   finalize-collection-builder
   FromCollectionComprehension begin-collection-comprehension adjoin-to-collection-comprehension
   finalize-collection-comprehension
   FromItemizedAssociation begin-association-builder adjoin-to-association-builder
   finalize-association-builder
   FromAssociationComprehension begin-association-comprehension
   adjoin-to-association-comprehension finalize-association-comprehension))

;;; Types

(repr :enum)
(define-type Ordering
  "What a comparison finds."
  LT
  EQ
  GT)

(define-struct (Tuple :a :b)
  "Two values together; also what `(values a b)` gives."
  (first :a)
  (second :b))

(define-type (Result :bad :good)
  "What an attempt gives: `(Ok value)`, or `(Err reason)`."
  (Err :bad)
  (Ok :good))

;;; Comparison

(define-class (Eq :a)
  "Types whose values can be told apart."
  (== "Are x and y equal?" (:a * :a -> Boolean)))

(define-class (Eq :a => Ord :a)
  "Types whose values have an order."
  (<=> "How x stands to y: LT, EQ or GT.

    (<=> 1 2)  => LT" (:a * :a -> Ordering))
  (%lt (:a * :a -> Boolean))
  (%le (:a * :a -> Boolean))
  (define (%lt x y)
    (match (<=> x y)
      ((LT) True)
      (_ False)))
  (define (%le x y)
    (match (<=> x y)
      ((GT) False)
      (_ True))))

(declare < (Ord :a => :a * :a -> Boolean))
(define (< x y)
  "Is x less than y? False when either is NaN.

    (< 1 2)  => True"
  (%lt x y))

(declare <= (Ord :a => :a * :a -> Boolean))
(define (<= x y)
  "Is x less than y or equal to it? False when either is NaN.

    (<= 2 2)  => True"
  (%le x y))

(declare > (Ord :a => :a * :a -> Boolean))
(define (> x y)
  "Is x greater than y? False when either is NaN.

    (> (make-list 1 2) (make-list 1))  => True"
  (%lt y x))

(declare >= (Ord :a => :a * :a -> Boolean))
(define (>= x y)
  "Is x greater than y or equal to it? False when either is NaN.

    (>= None (Some 1))  => False"
  (%le y x))

(declare max (Ord :a => :a * :a -> :a))
(define (max x y)
  "The greater of two.

    (max 3 5)  => 5
    (max 1 2)  => 2"
  (if (%lt y x) x y))

(declare min (Ord :a => :a * :a -> :a))
(define (min x y)
  "The lesser of two.

    (min 1 2)  => 1"
  (if (%lt x y) x y))

(define-class (Eq :a => Hash :a)
  "Types whose values may be keys of a hash table or a hash map."
  (hash "The same for equal values, and spread evenly over the others.

    (== (hash \"a\") (hash \"a\"))  => True" (:a -> Hash)))

;;; Arithmetic

(define-class (Eq :a => Num :a)
  "Numbers."
  (+ "The sum of two numbers." (:a * :a -> :a))
  (- "The difference of two numbers." (:a * :a -> :a))
  (* "The product of two numbers." (:a * :a -> :a))
  (fromInt "The number of this type that an Integer stands for." (Integer -> :a))
  (%negate (:a -> :a))
  (%power (:a -> Integer -> :a))
  (define (%negate x) (- (fromInt 0) x))
  (define (%power x n) (raise-to n x (fromInt 1))))

(declare raise-to (Num :a => Integer -> :a -> :a -> :a))
(define (raise-to n square product)
  (if (p:int-eq n 0)
      product
      (raise-to (p:int-shift n -1)
                (if (p:int-eq n 1) square (* square square))
                (if (p:int-eq (p:int-and n 1) 1) (* product square) product))))

(declare negate (Num :a => :a -> :a))
(define (negate x)
  "The number with the other sign.

    (negate 3)  => -3"
  (%negate x))

(declare raise (Num :a => :a -> Integer -> :a))
(define (raise x n)
  "x to the power of n, which is not negative. For the library: programs use `^`."
  (%power x n))

(define-instance (Eq Integer)
  (define (== a b) (p:int-eq a b)))

(define-instance (Num Integer)
  (define (+ a b) (p:int-add a b))
  (define (- a b) (p:int-sub a b))
  (define (* a b) (p:int-mul a b))
  (define (fromInt n) n)
  (define (%negate n) (p:int-neg n))
  (define (%power x n) (p:int-pow x n)))

;;; Conversion

(define-class (Into :a :b)
  "Every :a has its counterpart in :b."
  (into "The counterpart: `(the Integer (into (the U8 7)))`.

    (the Fraction (into 3))  => 3" (:a -> :b)))

(define-class (TryInto :a :b)
  "Some of :a have a counterpart in :b."
  (tryInto "The counterpart, or None.

    (the (Optional U8) (tryInto (the Integer 300)))  => None" (:a -> Optional :b)))

(define-class ((Into :a :b) (Into :b :a) => Iso :a :b)
  "The two types say the same: going over and back changes nothing.")

(define-instance (Into :a :a)
  (define (into x) x))

(define-instance (Iso :a :a))

(declare unwrap-into (TryInto :a :b => :a -> :b))
(define (unwrap-into x)
  "Convert with `tryInto`; an error when there is no counterpart.

    (the U8 (unwrap-into 200))  => 200"
  (match (tryInto x)
    ((Some y) y)
    ((None) (p:error "unwrap-into: the value has no counterpart in the type wanted"))))

;;; Combining

(define-class (Semigroup :a)
  "Types with an associative way to combine two values."
  (<> "The two combined: strings and lists are put one after the other.

    (<> \"ab\" \"cd\")  => \"abcd\"" (:a * :a -> :a)))

(define-class (Semigroup :a => Monoid :a)
  "Semigroups with a value that changes nothing when combined with."
  (mempty "That value." :a)
  (%combine-all (List :a -> :a))
  (define (%combine-all xs) (fold-list <> mempty xs)))

(declare mempty? ((Eq :a) (Monoid :a) => :a -> Boolean))
(define (mempty? a)
  "Is it the value that changes nothing?

    (mempty? \"\")  => True"
  (== a mempty))

(declare mconcat ((Foldable :f) (Monoid :a) => :f :a -> :a))
(define (mconcat a)
  "All elements combined, from left to right.

    (mconcat (make-list \"a\" \"b\" \"c\"))  => \"abc\""
  (%combine-all (%elements a)))

(declare mconcatmap ((Foldable :f) (Monoid :a) => (:b -> :a) * :f :b -> :a))
(define (mconcatmap f a)
  "What f gives for each element, all combined.

    (mconcatmap show (make-list 1 2 3))  => \"123\""
  (%combine-all (map-list f (%elements a))))

(declare mcommute? ((Eq :a) (Semigroup :a) => :a * :a -> Boolean))
(define (mcommute? a b)
  "Does the order of the two not matter to `<>`?

    (mcommute? \"a\" \"aa\")  => True"
  (== (<> a b) (<> b a)))

;;; Containers and computations

(define-class (Functor :f)
  "Containers, and computations, whose results a function can be applied to."
  (map "f applied to every element.

    (map (fn (x) (* 2 x)) (Some 4))  => (Some 8)" ((:a -> :b) * :f :a -> :f :b)))

(declare fmap (Functor :f => (:a -> :b) -> :f :a -> :f :b))
(define (fmap f)
  "`map` that waits for its container.

    (fmap (+ 1) (make-list 1 2))  => #<List [2 3]>"
  (fn (x) (map f x)))

(define-class (Functor :f => Applicative :f)
  "Functors that can hold a plain value and join two of them with a function."
  (pure "Just this value.

    (the (List Integer) (pure 1))  => #<List [1]>" (:a -> :f :a))
  (liftA2 "f applied to the elements of both.

    (liftA2 + (Some 1) (Some 2))  => (Some 3)" ((:a * :b -> :c) * :f :a * :f :b -> :f :c)))

(declare take-left (Applicative :f => :f :a * :f :b -> :f :a))
(define (take-left fa fb)
  "Do both, keep what the first gives.

    (take-left (Some 1) (Some 2))  => (Some 1)"
  (liftA2 (fn (a _) a) fa fb))

(declare take-right (Applicative :f => :f :a * :f :b -> :f :b))
(define (take-right fa fb)
  "Do both, keep what the second gives.

    (take-right (Some 1) (Some 2))  => (Some 2)"
  (liftA2 (fn (_ b) b) fa fb))

(define-class (Applicative :f => Alternative :f)
  "Applicatives that can fail, and can try something else then."
  (alt "The first, or else the second.

    (alt None (Some 1))  => (Some 1)" (:f :a * :f :a -> :f :a))
  (empty "Failure." (:f :a)))

(define-class (Applicative :m => Monad :m)
  "Computations of which the next step may depend on what the last one gave. `do` is made of `>>=`."
  (>>= "Do m, then what f makes of its result.

    (>>= (Some 1) (fn (x) (if (> x 0) (Some \"positive\") None)))  => (Some \"positive\")" (:m :a * (:a -> :m :b) -> :m :b)))

(declare >> (Monad :m => :m :a * :m :b -> :m :b))
(define (>> a b)
  "Do a, then b; keep what b gives.

    (>> (Some 1) (Some 2))  => (Some 2)"
  (>>= a (fn (_) b)))

(declare join (Monad :m => :m (:m :a) -> :m :a))
(define (join m)
  "Take one layer away: `(join (Some (Some 4)))` is `(Some 4)`.

    (join (Some (Some 1)))  => (Some 1)"
  (>>= m (fn (x) x)))

(define-class (Monad :m => MonadFail :m)
  "Monads that can fail with a message."
  (fail "Fail, saying why." (String -> :m :a)))

(define-class (MonadTransformer :t)
  "Monads that are put around other monads."
  (lift "A computation of the inner monad as one of the outer." (Monad :m => :m :a -> :t :m :a)))

(define-class (Foldable :container)
  "Containers whose elements can be gone through in order."
  (fold "From the left: `(fold f a [x y])` is `(f (f a x) y)`.

    (fold (fn (acc x) (+ (* 10 acc) x)) 0 (make-list 1 2 3))  => 123"
        ((:accum * :elt -> :accum) * :accum * :container :elt -> :accum))
  (foldr "From the right: `(foldr f a [x y])` is `(f x (f y a))`.

    (foldr Cons Nil (make-list 1 2))  => #<List [1 2]>"
         ((:elt * :accum -> :accum) * :accum * :container :elt -> :accum))
  (%elements (:container :elt -> List :elt))
  (define (%elements c) (foldr Cons Nil c)))

(declare elements (Foldable :container => :container :elt -> List :elt))
(define (elements c)
  "The elements as a list.

    (elements (Some 1))  => #<List [1]>"
  (%elements c))

(define-class (Traversable :t)
  "Containers that can be rebuilt inside an applicative."
  (traverse "f for every element in order, and what they give in a container of the same shape.

    (traverse (fn (x) (if (> x 0) (Some x) None)) (make-list 1 2))  => (Some #<List [1 2]>)"
            (Applicative :f => (:a -> :f :b) * :t :a -> :f (:t :b))))

(declare sequence ((Traversable :t) (Applicative :f) => :t (:f :b) -> :f (:t :b)))
(define (sequence x)
  "Turn a container of computations into the computation of a container.

    (sequence (make-list (Some 1) None))  => None"
  (traverse (fn (y) y) x))

(define-class (Bifunctor :f)
  "Containers of two kinds of elements."
  (bimap "f applied to the elements of the first kind, g to those of the second.

    (bimap (fn (x) (+ x 1)) (fn (s) (<> s \"!\")) (Tuple 1 \"a\"))  => (Tuple 2 \"a!\")"
         ((:a -> :b) * (:c -> :d) * :f :a :c -> :f :b :d)))

(declare map-fst (Bifunctor :f => (:a -> :b) * :f :a :c -> :f :b :c))
(define (map-fst f b)
  "f applied to what is of the first kind.

    (map-fst (+ 1) (Tuple 1 2))  => (Tuple 2 2)"
  (bimap f (fn (x) x) b))

(declare map-snd (Bifunctor :f => (:b -> :c) * :f :a :b -> :f :a :c))
(define (map-snd f b)
  "f applied to what is of the second kind.

    (map-snd (+ 1) (Tuple 1 2))  => (Tuple 1 3)"
  (bimap (fn (x) x) f b))

(define-instance (Foldable List)
  (define (fold f a xs) (fold-list f a xs))
  (define (foldr f a xs) (foldr-list f a xs))
  (define (%elements xs) xs))

(declare fold-list ((:a -> :b -> :a) -> :a -> List :b -> :a))
(define (fold-list f a xs)
  (match xs
    ((Nil) a)
    ((Cons x rest) (fold-list f (f a x) rest))))

(declare foldr-list ((:b -> :a -> :a) -> :a -> List :b -> :a))
(define (foldr-list f a xs)
  (match xs
    ((Nil) a)
    ((Cons x rest) (f x (foldr-list f a rest)))))

(define-instance (Functor List)
  (define (map f xs) (map-list f xs)))

(declare map-list ((:a -> :b) -> List :a -> List :b))
(define (map-list f xs)
  (match xs
    ((Nil) Nil)
    ((Cons x rest)
     (let ((y (f x)))
       (Cons y (map-list f rest))))))

;;; Default values and failure

(define-class (Default :a)
  "Types with a value to start from: zero, the empty string, the empty list."
  (default "That value." (Void -> :a)))

(declare default? ((Default :a) (Eq :a) => :a -> Boolean))
(define (default? x)
  "Is x the value to start from?

    (default? 0)  => True"
  (== x (default)))

(define-class (Signalable :a)
  "What `error` can report."
  (error "End the program with this message, unless something catches it.

    (catch (error \"no\") (_ 0))  => 0" (:a -> :b)))

(define-instance (Signalable String)
  (define (error message) (p:error message)))

;; What `assert` and `unreachable` come to.

(declare %assertion-failed (String -> :a))
(define (%assertion-failed message)
  (p:error
   (if (p:string-eq message "")
       "assertion failed"
       (p:string-concat "assertion failed: " message))))

(declare %unreachable (String -> :a))
(define (%unreachable message)
  (p:error message))

(define-class (Unwrappable :container)
  "Containers of one value, or of none."
  (unwrap-or-else "f of the value, or what otherwise gives when there is none."
                  ((:elt -> :result) * (Void -> :result) * :container :elt -> :result)))

(define-instance (Unwrappable Optional)
  (define (unwrap-or-else f otherwise x)
    (match x
      ((Some y) (f y))
      ((None) (otherwise)))))

(define-instance (Unwrappable (Result :a))
  (define (unwrap-or-else f otherwise x)
    (match x
      ((Ok y) (f y))
      ((Err _) (otherwise)))))

(declare unwrap (Unwrappable :container => :container :element -> :element))
(define (unwrap container)
  "The value inside; an error when there is none.

    (unwrap (Some 1))  => 1"
  (unwrap-or-else (fn (x) x)
                  (fn () (p:error "unwrap: there is no value inside (None or Err)"))
                  container))

(declare expect (Unwrappable :container => String * :container :element -> :element))
(define (expect reason container)
  "The value inside; an error with that reason when there is none.

    (expect \"a number\" (Some 1))  => 1"
  (unwrap-or-else (fn (x) x) (fn () (p:error reason)) container))

(declare with-default (Unwrappable :container => :element * :container :element -> :element))
(define (with-default otherwise container)
  "The value inside, or the one given: `(with-default 0 None)` is 0.

    (with-default 0 None)  => 0"
  (unwrap-or-else (fn (x) x) (fn () otherwise) container))

(declare as-optional (Unwrappable :container => :container :elt -> Optional :elt))
(define (as-optional container)
  "The same as an Optional.

    (the (Optional Integer) (as-optional (Some 1)))  => (Some 1)
    (the (Optional Integer) (as-optional (the (Result String Integer) (Err \"no\"))))  => None"
  (unwrap-or-else Some (fn () None) container))

(declare defaulting-unwrap ((Unwrappable :container) (Default :element) => :container :element -> :element))
(define (defaulting-unwrap container)
  "The value inside, or the default of its type.

    (defaulting-unwrap (the (Optional Integer) None))  => 0"
  (unwrap-or-else (fn (x) x) (fn () (default)) container))

;;; Builders
;;;
;;; `[a b]` is begin, adjoin for every element with its index, finalize; a comprehension likewise, without
;;; indices and with the number of elements only if it is known. The proxy says which type is built.

(define-class (FromItemizedCollection :collection :element :builder (:collection -> :element :builder))
  "What `[a b c]` can build."
  (begin-collection-builder (Proxy :collection * UFix -> :builder))
  (adjoin-to-collection-builder (Proxy :collection * :builder * UFix * :element -> :builder))
  (finalize-collection-builder (Proxy :collection * :builder -> :collection)))

(define-class (FromCollectionComprehension :collection :element :builder (:collection -> :element :builder))
  "What `[e :for x :in xs]` can build."
  (begin-collection-comprehension (Proxy :collection * Optional UFix -> :builder))
  (adjoin-to-collection-comprehension (Proxy :collection * :builder * :element -> :builder))
  (finalize-collection-comprehension (Proxy :collection * :builder -> :collection)))

(define-class (FromItemizedAssociation :association :key :value :builder (:association -> :key :value :builder))
  "What `[k => v]` can build."
  (begin-association-builder (Proxy :association * UFix -> :builder))
  (adjoin-to-association-builder (Proxy :association * :builder * UFix * :key * :value -> :builder))
  (finalize-association-builder (Proxy :association * :builder -> :association)))

(define-class (FromAssociationComprehension :association :key :value :builder (:association -> :key :value :builder))
  "What `[k => v :for x :in xs]` can build."
  (begin-association-comprehension (Proxy :association * Optional UFix -> :builder))
  (adjoin-to-association-comprehension (Proxy :association * :builder * :key * :value -> :builder))
  (finalize-association-comprehension (Proxy :association * :builder -> :association)))

;;; The order of what is defined here

(define-instance (Eq Ordering)
  (define (== a b) (p:word-eq a b)))

(define-instance (Ord Ordering)
  (define (<=> a b) (p:word-cmp a b))
  (define (%lt a b) (p:word-lt a b))
  (define (%le a b) (p:word-le a b)))

(define-instance (Eq Unit)
  (define (== _ _) True))

(define-instance (Ord Unit)
  (define (<=> _ _) EQ))

(define-instance (Ord Integer)
  (define (<=> a b) (p:int-cmp a b))
  (define (%lt a b) (p:int-lt a b))
  (define (%le a b) (p:int-le a b)))
