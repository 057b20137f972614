;;;; coalton/lisparray -- rows of a fixed number of places.

(package coalton/lisparray
  (import
   coalton/types
   coalton/classes
   coalton/builtin
   coalton/math/arith
   coalton/show
   (coalton/iterator as iter)
   (coalton/list as list)
   (smelter/prim as p))
  (import-from coalton/iterator IntoIterator into-iter)
  (export LispArray make make-uninitialized length aref set! copy))

(define-type (LispArray :t)
  "A row of places, which are filled and read by their numbers."
  (LispArray-of (Array :t)))

(declare make (RuntimeRepr :t => UFix * :t -> LispArray :t))
(define (make n x)
  "n places that all hold x.

    (make 3 \"a\")  => #<LispArray [\"a\" \"a\" \"a\"]>"
  (LispArray-of (p:array-new n x)))

(declare make-uninitialized (RuntimeRepr :t => UFix -> LispArray :t))
(define (make-uninitialized n)
  "n places that hold nothing of use yet."
  (LispArray-of (p:array-new n (p:cast (the UFix 0)))))

(declare length (LispArray :t -> UFix))
(define (length (LispArray-of xs))
  "How many places there are.

    (length (make 3 \"a\"))  => 3"
  (p:array-length xs))

(declare checked (UFix -> Array :t -> UFix))
(define (checked i xs)
  (if (< i (p:array-length xs))
      i
      (p:error "array: index out of range")))

(declare aref (LispArray :t * UFix -> :t))
(define (aref (LispArray-of xs) i)
  "What a place holds; an error when there is no such place.

    (aref (make 3 \"a\") 1)  => \"a\""
  (p:array-ref xs (checked i xs)))

(declare set! (LispArray :t * UFix * :t -> Void))
(define (set! (LispArray-of xs) i x)
  "Put something into a place; an error when there is no such place.

    (let ((a (make 3 0))) (progn (set! a 1 7) a))  => #<LispArray [0 7 0]>"
  (p:array-set! xs (checked i xs) x))

(declare copy (LispArray :t -> LispArray :t))
(define (copy (LispArray-of xs))
  "Another row that holds the same.

    (let ((a (make 2 0)) (b (copy a))) (progn (set! a 0 7) b))  => #<LispArray [0 0]>"
  (LispArray-of (p:array-copy xs 0 (p:array-length xs))))

;;; Instances

(define-instance (Foldable LispArray)
  (define (fold f a (LispArray-of xs)) (fold-from 0 f a xs))
  (define (foldr f a (LispArray-of xs)) (foldr-before (p:array-length xs) f a xs)))

(declare fold-from (UFix -> (:b -> :a -> :b) -> :b -> Array :a -> :b))
(define (fold-from i f a xs)
  (if (< i (p:array-length xs))
      (fold-from (+ i 1) f (f a (p:array-ref xs i)) xs)
      a))

(declare foldr-before (UFix -> (:a -> :b -> :b) -> :b -> Array :a -> :b))
(define (foldr-before i f a xs)
  (if (== i 0)
      a
      (foldr-before (- i 1) f (f (p:array-ref xs (- i 1)) a) xs)))

(define-instance (Into (LispArray :t) (List :t))
  (define (into xs) (elements xs)))

(define-instance (Into (List :t) (LispArray :t))
  (define (into xs)
    (let ((ys (p:array-new (list:length xs) (p:cast (the UFix 0)))))
      (fill! ys 0 xs)
      (LispArray-of ys))))

(declare fill! (Array :t -> UFix -> List :t -> Unit))
(define (fill! ys i xs)
  (match xs
    ((Nil) Unit)
    ((Cons x rest)
     (p:array-set! ys i x)
     (fill! ys (+ i 1) rest))))

(define-instance (Iso (LispArray :t) (List :t)))

(define-instance (IntoIterator (LispArray :t) :t)
  (define (into-iter xs) (into-iter (elements xs))))

(define-instance (Eq :t => Eq (LispArray :t))
  (define (== a b) (== (elements a) (elements b))))

(define-instance (Show :a => Show (LispArray :a))
  (define (show-to f xs) (show-items "LispArray" (elements xs) f)))

(define-instance (FromItemizedCollection (LispArray :t) :t (LispArray :t))
  (define (begin-collection-builder _ n) (make-uninitialized n))
  (define (adjoin-to-collection-builder _ xs i x)
    (set! xs i x)
    xs)
  (define (finalize-collection-builder _ xs) xs))

(define-instance (FromCollectionComprehension (LispArray :t) :t (List :t))
  (define (begin-collection-comprehension _ _) Nil)
  (define (adjoin-to-collection-comprehension _ xs x) (Cons x xs))
  (define (finalize-collection-comprehension _ xs) (into (list:reverse xs))))
