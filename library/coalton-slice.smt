;;;; coalton/slice -- windows on a vector.

(package coalton/slice
  (import
   coalton/types
   coalton/classes
   coalton/builtin
   coalton/math/arith
   coalton/show
   (coalton/iterator as iter)
   (coalton/vector as vector)
   (smelter/prim as p))
  (import-from coalton/iterator IntoIterator into-iter FromIterator collect!)
  (export
   Slice Sliceable new length index index-unsafe set!
   iter-sliding iter-chunked iter-chunked-exact))

(define-type (Slice :a)
  "Some elements of a vector, one beside the other. Changing one changes the vector."
  (Slice-of UFix UFix (Vector :a)))  ; where it begins, its length, the vector

(define-class (Sliceable :a)
  "Vectors and slices."
  (%window (:a -> Slice Unit)))

(define-instance (Sliceable (Vector :a))
  (define (%window v) (p:cast (Slice-of 0 (p:vector-length v) v))))

(define-instance (Sliceable (Slice :a))
  (define (%window s) (p:cast s)))

;; The whole as a slice. The class knows nothing of its elements, so their type is put in again here.
(declare whole (Sliceable (:b :a) => :b :a -> Slice :a))
(define (whole s)
  (p:cast (%window s)))

(declare new (Sliceable (:b :a) => UFix * UFix * :b :a -> Slice :a))
(define (new start len v)
  "The elements from start on, len of them; an error when there are not so many.

    (fold + 0 (new 1 2 (vector:make 1 2 3 4)))  => 5
    (new 1 2 (vec:make 1 2 3 4))  => #<Slice [2 3]>"
  (match (whole v)
    ((Slice-of at n vec)
     (if (and (<= start n) (<= len (- n start)))
         (Slice-of (+ at start) len vec)
         (p:error "slice: out of range")))))

(declare length (Slice :a -> UFix))
(define (length (Slice-of _ n _))
  "How many elements it has.

    (length (new 1 2 (vec:make 1 2 3 4)))  => 2"
  n)

(declare index (UFix * Slice :a -> Optional :a))
(define (index idx (Slice-of at n vec))
  "The element at a place, counted from the beginning of the slice.

    (index 0 (new 1 2 (vec:make 1 2 3 4)))  => (Some 2)
    (index 2 (new 1 2 (vec:make 1 2 3 4)))  => None"
  (if (< idx n) (vector:index (+ at idx) vec) None))

(declare index-unsafe (UFix * Slice :a -> :a))
(define (index-unsafe idx (Slice-of at n vec))
  "The element at a place; an error when there is none.

    (index-unsafe 1 (new 1 2 (vec:make 1 2 3 4)))  => 3"
  (if (< idx n)
      (vector:index-unsafe (+ at idx) vec)
      (p:error "index-unsafe: index out of range")))

(declare set! (UFix * :a * Slice :a -> Void))
(define (set! idx item (Slice-of at n vec))
  "Put an element in the place of another, in the vector.

    (let ((v (vec:make 1 2 3))) (progn (set! 0 7 (new 1 2 v)) v))  => #<Vector [1 7 3]>"
  (if (< idx n)
      (vector:set! (+ at idx) item vec)
      (p:error "set!: index out of range")))

;; The slices that begin at 0, step, 2 step ... Each has size elements; with `rest`, the last may have fewer.
(declare slices (UFix -> UFix -> Boolean -> Slice :a -> iter:Iterator (Slice :a)))
(define (slices step size rest (Slice-of at n vec))
  (if (== size 0)
      (p:error "slice: the size of a slice must not be zero")
      (let ((here (p:cell-new 0)))
        (iter:new
         (fn ()
           (let ((i (p:cell-read here)))
             (cond
               ((<= (+ i size) n)
                (p:cell-write! here (+ i step))
                (Some (Slice-of (+ at i) size vec)))
               ((and rest (< i n))
                (p:cell-write! here n)
                (Some (Slice-of (+ at i) (- n i) vec)))
               (True None))))))))

(declare iter-sliding (Sliceable (:b :a) => UFix * :b :a -> iter:Iterator (Slice :a)))
(define (iter-sliding size s)
  "All slices of that size, each beginning one element after the last."
  (slices 1 size False (whole s)))

(declare iter-chunked (Sliceable (:b :a) => UFix * :b :a -> iter:Iterator (Slice :a)))
(define (iter-chunked size s)
  "Slices of that size one beside the other; the last may be shorter.

    (iter:next! (iter-chunked 2 (vec:make 1 2 3)))  => (Some #<Slice [1 2]>)
    (the (List UFix) (iter:collect! (map length (iter-chunked 2 (vec:make 1 2 3)))))  => #<List [2 1]>"
  (slices size size True (whole s)))

(declare iter-chunked-exact (Sliceable (:b :a) => UFix * :b :a -> iter:Iterator (Slice :a)))
(define (iter-chunked-exact size s)
  "Slices of that size one beside the other; elements left at the end are left out.

    (the (List UFix) (iter:collect! (map length (iter-chunked-exact 2 (vec:make 1 2 3)))))  => #<List [2]>"
  (slices size size False (whole s)))

;;; Instances

(define-instance (IntoIterator (Slice :a) :a)
  (define (into-iter (Slice-of at n vec))
    (let ((here (p:cell-new 0)))
      (iter:with-size
       (fn ()
         (let ((i (p:cell-read here)))
           (if (< i n)
               (progn
                 (p:cell-write! here (+ i 1))
                 (vector:index (+ at i) vec))
               None)))
       n))))

(define-instance (FromIterator (Slice :a) :a)
  (define (collect! it)
    (into (the (Vector :a) (collect! it)))))

(define-instance (Foldable Slice)
  (define (fold f a s) (iter:fold! f a (into-iter s)))
  (define (foldr f a s) (foldr-before (length s) f a s)))

(declare foldr-before (UFix -> (:a -> :b -> :b) -> :b -> Slice :a -> :b))
(define (foldr-before i f a s)
  (if (== i 0)
      a
      (foldr-before (- i 1) f (f (index-unsafe (- i 1) s) a) s)))

(define-instance (Eq :a => Eq (Slice :a))
  (define (== a b)
    (and (== (length a) (length b))
         (iter:elementwise==! (into-iter a) (into-iter b)))))

(define-instance (Show :a => Show (Slice :a))
  (define (show-to f s) (show-items "Slice" (elements s) f)))

(define-instance (Into (Slice :a) (Vector :a))
  (define (into (Slice-of at n vec)) (vector:subseq vec at (+ at n))))

(define-instance (Into (Vector :a) (Slice :a))
  (define (into v) (Slice-of 0 (vector:length v) v)))

(define-instance (Iso (Slice :a) (Vector :a)))
