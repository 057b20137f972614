;;;; coalton/seq -- persistent sequences, quick at their end, in their midst, and to put together.
;;;;
;;;; A Seq is a tree whose nodes have up to 32 children and whose leaves have up to 32 elements, and a last leaf
;;;; beside it, the tail, at which it grows. Every inner node knows up to which index each of its children
;;;; reaches, so the children need not be full: two trees are put together by joining them at the height of the
;;;; lower one. An index is looked for from the child in which it would be if all were full; it is never to the
;;;; left of that one.
;;;;
;;;; Sequences may share a tail: each looks only at as many of its places as it has elements there. The tail knows
;;;; how many of its places are taken; the sequence that has them all takes the next one without copying, so a
;;;; row of pushes costs no more than with a vector, and the older sequences never notice.

(package coalton/seq
  (import
   coalton/types
   coalton/classes
   coalton/builtin
   coalton/hash
   coalton/math/arith
   coalton/optional
   coalton/show
   (coalton/iterator as iter)
   (coalton/list as list)
   (coalton/vector as vector)
   (smelter/prim as p))
  (import-from coalton/iterator IntoIterator into-iter FromIterator collect!)
  (export Seq new make size empty? get put push pop conc))

(define-type (Node :a)
  (Leaf (Array :a))
  (Inner (Array UFix) (Array (Node :a))))  ; where each child ends; the children

;; How many places are taken, as a word; then the places.
(define-type-alias (Tail :a) (Array :a))

(define-type (Seq :a)
  "A persistent sequence."
  (Seq-of UFix                             ; elements in the tree
          UFix                             ; its height: that of a leaf is 0
          (Node :a)                        ; the tree; an empty leaf when there are no elements in it
          (Tail :a)
          UFix))                           ; elements in the tail, up to 32

;;; Arrays that are never changed once they are part of a tree

(declare nothing (Unit -> :a))
(define (nothing)
  (p:cast (the UFix 0)))

(declare blank (UFix -> Array :a))
(define (blank n)
  (p:array-new n (nothing)))

(declare array-of (:a -> Array :a))
(define (array-of x)
  (p:array-new 1 x))

(declare first-of (Array :a -> UFix -> Array :a))
(define (first-of xs n)
  (p:array-copy xs 0 n))

(declare final (Array :a -> :a))
(define (final xs)
  (p:array-ref xs (- (p:array-length xs) 1)))

(declare joined-arrays (Array :a -> Array :a -> Array :a))
(define (joined-arrays xs ys)
  (let ((m (p:array-length xs))
        (n (p:array-length ys)))
    (let ((both (blank (+ m n))))
      (p:array-blit! xs 0 both 0 m)
      (p:array-blit! ys 0 both m n)
      both)))

(declare with-one-more (Array :a -> :a -> Array :a))
(define (with-one-more xs x)
  (let ((n (p:array-length xs)))
    (let ((more (p:array-new (+ n 1) x)))
      (p:array-blit! xs 0 more 0 n)
      more)))

(declare with-element (Array :a -> UFix -> :a -> Array :a))
(define (with-element xs i x)
  (let ((other (p:array-copy xs 0 (p:array-length xs))))
    (p:array-set! other i x)
    other))

;;; Tails

(declare new-tail (UFix -> Tail :a))
(define (new-tail places)
  (taken! (p:array-new (+ places 1) (nothing)) 0))

(declare taken (Tail :a -> UFix))
(define (taken tail)
  (p:cast (p:array-ref tail 0)))

(declare taken! (Tail :a -> UFix -> Tail :a))
(define (taken! tail k)
  (p:array-set! tail 0 (p:cast k))
  tail)

(declare tail-ref (Tail :a -> UFix -> :a))
(define (tail-ref tail i)
  (p:array-ref tail (+ i 1)))

;; A tail with so many places, and the first k elements of a row of elements that begins at a place of an array.
(declare tail-of (UFix -> Array :a -> UFix -> UFix -> Tail :a))
(define (tail-of places xs from k)
  (let ((tail (new-tail places)))
    (p:array-blit! xs from tail 1 k)
    (taken! tail k)))

;; A leaf of the first k elements of a tail.
(declare leaf-of-tail (Tail :a -> UFix -> Array :a))
(define (leaf-of-tail tail k)
  (p:array-copy tail 1 (+ k 1)))

;; A tail with x behind its first k elements, of which there is room for one more.
(declare tail-push (Tail :a -> UFix -> :a -> Tail :a))
(define (tail-push tail k x)
  (let ((room (p:array-length tail)))
    (let ((mine (if (and (== k (taken tail)) (< (+ k 1) room))
                    tail
                    (tail-of (min 32 (max 4 (+ k k))) tail 1 k))))
      (p:array-set! mine (+ k 1) x)
      (taken! mine (+ k 1)))))

;;; Nodes

(declare node-size (Node :a -> UFix))
(define (node-size node)
  (match node
    ((Leaf xs) (p:array-length xs))
    ((Inner ends _) (final ends))))

(declare inner (Array (Node :a) -> Node :a))
(define (inner kids)
  (let ((ends (p:array-new (p:array-length kids) 0)))
    (note-ends! ends kids 0 0)
    (Inner ends kids)))

(declare note-ends! (Array UFix -> Array (Node :a) -> UFix -> UFix -> Unit))
(define (note-ends! ends kids i before)
  (if (< i (p:array-length kids))
      (let ((end (+ before (node-size (p:array-ref kids i)))))
        (p:array-set! ends i end)
        (note-ends! ends kids (+ i 1) end))
      Unit))

;; The child that holds index i, looked for from child k on.
(declare child-of (Array UFix -> UFix -> UFix -> UFix))
(define (child-of ends i k)
  (if (< i (p:array-ref ends k))
      k
      (child-of ends i (+ k 1))))

(declare guess (UFix -> UFix -> UFix))
(define (guess height i)
  (p:word-shr i (* 5 height)))

(declare start-of (Array UFix -> UFix -> UFix))
(define (start-of ends k)
  (if (== k 0) 0 (p:array-ref ends (- k 1))))

(declare node-get (UFix -> Node :a -> UFix -> :a))
(define (node-get height node i)
  (match node
    ((Leaf xs) (p:array-ref xs i))
    ((Inner ends kids)
     (let ((k (child-of ends i (guess height i))))
       (node-get (- height 1) (p:array-ref kids k) (- i (start-of ends k)))))))

(declare node-put (UFix -> Node :a -> UFix -> :a -> Node :a))
(define (node-put height node i x)
  (match node
    ((Leaf xs) (Leaf (with-element xs i x)))
    ((Inner ends kids)
     (let ((k (child-of ends i (guess height i))))
       (Inner ends
              (with-element kids k
                            (node-put (- height 1) (p:array-ref kids k) (- i (start-of ends k)) x)))))))

;; The leaf that holds index i, and how many elements come before it.
(declare leaf-at (UFix -> Node :a -> UFix -> UFix -> Tuple UFix (Array :a)))
(define (leaf-at height node i before)
  (match node
    ((Leaf xs) (Tuple before xs))
    ((Inner ends kids)
     (let ((k (child-of ends i (guess height i))))
       (let ((start (start-of ends k)))
         (leaf-at (- height 1) (p:array-ref kids k) (- i start) (+ before start)))))))

;;; Growing at the right edge

;; A tree of that height with this one leaf.
(declare path (UFix -> Array :a -> Node :a))
(define (path height leaf)
  (if (== height 0)
      (Leaf leaf)
      (Inner (array-of (p:array-length leaf)) (array-of (path (- height 1) leaf)))))

;; The node with one more leaf at its right, or None when it has no room for one.
(declare node-push (UFix -> Node :a -> Array :a -> Optional (Node :a)))
(define (node-push height node leaf)
  (match node
    ((Leaf _) None)
    ((Inner ends kids)
     (let ((end (+ (final ends) (p:array-length leaf)))
           (at (- (p:array-length kids) 1)))
       (match (node-push (- height 1) (p:array-ref kids at) leaf)
         ((Some kid) (Some (Inner (with-element ends at end) (with-element kids at kid))))
         ((None)
          (if (< at 31)
              (Some (Inner (with-one-more ends end)
                           (with-one-more kids (path (- height 1) leaf))))
              None)))))))

;; The sequence of a tree with one more leaf, and a tail.
(declare with-leaf (UFix -> UFix -> Node :a -> Array :a -> Tail :a -> UFix -> Seq :a))
(define (with-leaf n height tree leaf tail k)
  (let ((size (+ n (p:array-length leaf))))
    (if (== n 0)
        (Seq-of size 0 (Leaf leaf) tail k)
        (match (node-push height tree leaf)
          ((Some bigger) (Seq-of size height bigger tail k))
          ((None)
           (Seq-of size (+ height 1)
                   (inner (joined-arrays (array-of tree) (array-of (path height leaf))))
                   tail k))))))

;; The node without its rightmost leaf, if anything is left, and that leaf.
(declare node-pop (Node :a -> Tuple (Optional (Node :a)) (Array :a)))
(define (node-pop node)
  (match node
    ((Leaf xs) (Tuple None xs))
    ((Inner ends kids)
     (let ((at (- (p:array-length kids) 1)))
       (match (node-pop (p:array-ref kids at))
         ((Tuple (Some kid) leaf)
          (Tuple (Some (Inner (with-element ends at (- (final ends) (p:array-length leaf)))
                              (with-element kids at kid)))
                 leaf))
         ((Tuple (None) leaf)
          (Tuple (if (== at 0)
                     None
                     (Some (Inner (first-of ends at) (first-of kids at))))
                 leaf)))))))

;; A sequence of a tree whose root may have a single child, and a tail.
(declare lowered (UFix -> UFix -> Node :a -> Tail :a -> UFix -> Seq :a))
(define (lowered n height tree tail k)
  (match tree
    ((Leaf _) (Seq-of n 0 tree tail k))
    ((Inner _ kids)
     (if (== (p:array-length kids) 1)
         (lowered n (- height 1) (p:array-ref kids 0) tail k)
         (Seq-of n height tree tail k)))))

;;; Joining two trees

(define-type (Joint :a)
  (One (Node :a))
  (Two (Node :a) (Node :a)))

(declare join-nodes (UFix -> Node :a -> UFix -> Node :a -> Joint :a))
(define (join-nodes left-height left right-height right)
  (cond
    ((> left-height right-height)
     (match left
       ((Inner _ kids)
        (let ((at (- (p:array-length kids) 1)))
          (match (join-nodes (- left-height 1) (p:array-ref kids at) right-height right)
            ((One a) (pack (joined-arrays (first-of kids at) (array-of a))))
            ((Two a b)
             (pack (joined-arrays (first-of kids at)
                                  (joined-arrays (array-of a) (array-of b))))))))
       ((Leaf _) (Two left right))))
    ((< left-height right-height)
     (match right
       ((Inner _ kids)
        (let ((others (p:array-copy kids 1 (p:array-length kids))))
          (match (join-nodes left-height left (- right-height 1) (p:array-ref kids 0))
            ((One a) (pack (joined-arrays (array-of a) others)))
            ((Two a b)
             (pack (joined-arrays (joined-arrays (array-of a) (array-of b)) others))))))
       ((Leaf _) (Two left right))))
    (True
     (match left
       ((Leaf xs)
        (match right
          ((Leaf ys)
           (if (well-filled? xs ys)
               (Two left right)
               (pack-leaf (joined-arrays xs ys))))
          ((Inner _ _) (Two left right))))
       ((Inner _ xs)
        (match right
          ((Inner _ ys)
           (if (well-filled? xs ys)
               (Two left right)
               (pack (joined-arrays xs ys))))
          ((Leaf _) (Two left right))))))))

;; Two that together have more than a node can hold, and each half of that at least, stay as they are.
(declare well-filled? (Array :a -> Array :b -> Boolean))
(define (well-filled? xs ys)
  (and (>= (p:array-length xs) 16)
       (>= (p:array-length ys) 16)
       (> (+ (p:array-length xs) (p:array-length ys)) 32)))

(declare pack (Array (Node :a) -> Joint :a))
(define (pack kids)
  (let ((n (p:array-length kids)))
    (if (<= n 32)
        (One (inner kids))
        (let ((half (p:word-shr n 1)))
          (Two (inner (first-of kids half))
               (inner (p:array-copy kids half n)))))))

(declare pack-leaf (Array :a -> Joint :a))
(define (pack-leaf xs)
  (let ((n (p:array-length xs)))
    (if (<= n 32)
        (One (Leaf xs))
        (let ((half (p:word-shr n 1)))
          (Two (Leaf (first-of xs half))
               (Leaf (p:array-copy xs half n)))))))

;; The sequence of two trees one after the other, and a tail.
(declare join-trees (UFix -> UFix -> Node :a -> UFix -> UFix -> Node :a -> Tail :a -> UFix -> Seq :a))
(define (join-trees m left-height left n right-height right tail k)
  (match (join-nodes left-height left right-height right)
    ((One node) (Seq-of (+ m n) (max left-height right-height) node tail k))
    ((Two a b)
     (Seq-of (+ m n)
             (+ 1 (max left-height right-height))
             (inner (joined-arrays (array-of a) (array-of b)))
             tail k))))

;;; What programs see

(declare new (Void -> Seq :a))
(define (new)
  "The empty sequence.

    (the (Seq Integer) (new))  => #<Seq []>"
  (Seq-of 0 0 (Leaf (blank 0)) (new-tail 0) 0))

(define-macro (make element …)
  "The sequence of these elements.

    (make 1 2 3)  => #<Seq [1 2 3]>"
  (from-list (make-list element …)))

(declare size (Seq :a -> UFix))
(define (size (Seq-of n _ _ _ k))
  "How many elements it has.

    (size (make 1 2 3))  => 3"
  (+ n k))

(declare empty? (Seq :a -> Boolean))
(define (empty? seq)
  "Has it no elements?

    (empty? (the (Seq Integer) (new)))  => True"
  (== (size seq) 0))

(declare get (Seq :a * UFix -> Optional :a))
(define (get (Seq-of n height tree tail k) idx)
  "The element at an index, counted from 0; None when there is no such index.

    (get (make \"a\" \"b\") 1)  => (Some \"b\")
    (get (make 1 2 3) 3)  => None"
  (cond
    ((< idx n) (Some (node-get height tree idx)))
    ((< (- idx n) k) (Some (tail-ref tail (- idx n))))
    (True None)))

(declare put (Seq :a * UFix * :a -> Optional (Seq :a)))
(define (put (Seq-of n height tree tail k) idx a)
  "The sequence with another element at an index; None when there is no such index.

    (put (make 1 2 3) 1 9)  => (Some #<Seq [1 9 3]>)
    (put (make 1 2 3) 1 7)  => (Some #<Seq [1 7 3]>)
    (put (make 1 2 3) 3 7)  => None"
  (cond
    ((< idx n) (Some (Seq-of n height (node-put height tree idx a) tail k)))
    ((< (- idx n) k)
     (let ((other (tail-of (min 32 (+ k 1)) tail 1 k)))
       (p:array-set! other (+ (- idx n) 1) a)
       (Some (Seq-of n height tree other k))))
    (True None)))

(declare push (Seq :a * :a -> Seq :a))
(define (push (Seq-of n height tree tail k) a)
  "The sequence with one more element at its end.

    (push (make 1 2) 3)  => #<Seq [1 2 3]>"
  (if (< k 32)
      (Seq-of n height tree (tail-push tail k a) (+ k 1))
      (with-leaf n height tree (leaf-of-tail tail k) (tail-push (new-tail 32) 0 a) 1)))

(declare pop (Seq :a -> Optional (Tuple :a (Seq :a))))
(define (pop (Seq-of n height tree tail k))
  "The last element, and the sequence without it; None when there is none.

    (pop (make 1 2))  => (Some (Tuple 2 #<Seq [1]>))
    (pop (the (Seq Integer) (new)))  => None"
  (cond
    ((> k 0)
     (Some (Tuple (tail-ref tail (- k 1)) (Seq-of n height tree tail (- k 1)))))
    ((== n 0) None)
    (True
     (match (node-pop tree)
       ((Tuple rest leaf)
        (let ((m (- (p:array-length leaf) 1)))
          (let ((others (tail-of (+ m 1) leaf 0 m)))
            (Some (Tuple (final leaf)
                         (match rest
                           ((Some smaller) (lowered (- n (+ m 1)) height smaller others m))
                           ((None) (Seq-of 0 0 (Leaf (blank 0)) others m))))))))))))

(declare conc (Seq :a * Seq :a -> Seq :a))
(define (conc left right)
  "The elements of one, then those of the other.

    (conc (make 1 2) (make 3))  => #<Seq [1 2 3]>"
  (match left
    ((Seq-of m left-height left-tree left-tail j)
     (match right
       ((Seq-of n right-height right-tree right-tail k)
        (cond
          ((== (size right) 0) left)
          ((== (size left) 0) right)
          ((== n 0) (push-tail left right-tail 0 k))
          ((== j 0)
           (join-trees m left-height left-tree n right-height right-tree right-tail k))
          (True
           (let ((leaf (Leaf (leaf-of-tail left-tail j))))
             (if (== m 0)
                 (join-trees j 0 leaf n right-height right-tree right-tail k)
                 (match (join-trees m left-height left-tree j 0 leaf (new-tail 0) 0)
                   ((Seq-of whole height tree _ _)
                    (join-trees whole height tree n right-height right-tree right-tail k))))))))))))

;; The sequence with the elements of a tail, from number i up to, and without, k.
(declare push-tail (Seq :a -> Tail :a -> UFix -> UFix -> Seq :a))
(define (push-tail seq tail i k)
  (if (== i k)
      seq
      (push-tail (push seq (tail-ref tail i)) tail (+ i 1) k)))

;;; From other collections: elements are gathered in a vector, which is then cut into leaves.

(declare from-vector (Vector :a -> Seq :a))
(define (from-vector v)
  (add-leaves 0 0 (Leaf (blank 0)) v 0))

(declare add-leaves (UFix -> UFix -> Node :a -> Vector :a -> UFix -> Seq :a))
(define (add-leaves n height tree v from)
  (let ((k (min 32 (- (p:vector-length v) from))))
    (let ((leaf (blank k)))
      (copy-out! leaf 0 v from)
      (if (== (+ from k) (p:vector-length v))
          (Seq-of n height tree (tail-of k leaf 0 k) k)
          (match (with-leaf n height tree leaf (blank 0) 0)
            ((Seq-of m higher bigger _ _) (add-leaves m higher bigger v (+ from k))))))))

(declare copy-out! (Array :a -> UFix -> Vector :a -> UFix -> Unit))
(define (copy-out! leaf i v from)
  (if (< i (p:array-length leaf))
      (progn
        (p:array-set! leaf i (p:vector-ref v (+ from i)))
        (copy-out! leaf (+ i 1) v from))
      Unit))

(declare from-list (List :a -> Seq :a))
(define (from-list xs)
  (let ((v (p:vector-new 32)))
    (push-all! v xs)
    (from-vector v)))

(declare push-all! (Vector :a -> List :a -> Unit))
(define (push-all! v xs)
  (match xs
    ((Nil) Unit)
    ((Cons x rest)
     (p:vector-push! x v)
     (push-all! v rest))))

;;; Instances

(define-instance (Foldable Seq)
  (define (fold f a (Seq-of _ _ tree tail k))
    (fold-array f (fold-node f a tree) tail 1 (+ k 1)))
  (define (foldr f a (Seq-of _ _ tree tail k))
    (foldr-node f (foldr-array f a tail 1 (+ k 1)) tree)))

;; Of the elements of an array from number i up to, and without, end.
(declare fold-array ((:b -> :a -> :b) -> :b -> Array :a -> UFix -> UFix -> :b))
(define (fold-array f a xs i end)
  (if (< i end)
      (fold-array f (f a (p:array-ref xs i)) xs (+ i 1) end)
      a))

(declare fold-node ((:b -> :a -> :b) -> :b -> Node :a -> :b))
(define (fold-node f a node)
  (match node
    ((Leaf xs) (fold-array f a xs 0 (p:array-length xs)))
    ((Inner _ kids) (fold-array (fn (b kid) (fold-node f b kid)) a kids 0 (p:array-length kids)))))

(declare foldr-array ((:a -> :b -> :b) -> :b -> Array :a -> UFix -> UFix -> :b))
(define (foldr-array f a xs i end)
  (if (< i end)
      (foldr-array f (f (p:array-ref xs (- end 1)) a) xs i (- end 1))
      a))

(declare foldr-node ((:a -> :b -> :b) -> :b -> Node :a -> :b))
(define (foldr-node f a node)
  (match node
    ((Leaf xs) (foldr-array f a xs 0 (p:array-length xs)))
    ((Inner _ kids)
     (foldr-array (fn (kid b) (foldr-node f b kid)) a kids 0 (p:array-length kids)))))

(define-instance (Functor Seq)
  (define (map f (Seq-of n height tree tail k))
    (let ((mapped (map-node f tree))
          (others (new-tail k)))
      (map-into! others f tail 1 (+ k 1))
      (Seq-of n height mapped (taken! others k) k))))

(declare map-node ((:a -> :b) -> Node :a -> Node :b))
(define (map-node f node)
  (match node
    ((Leaf xs) (Leaf (map-array f xs)))
    ((Inner ends kids) (Inner ends (map-array (fn (kid) (map-node f kid)) kids)))))

(declare map-array ((:a -> :b) -> Array :a -> Array :b))
(define (map-array f xs)
  (let ((ys (blank (p:array-length xs))))
    (map-into! ys f xs 0 (p:array-length xs))
    ys))

(declare map-into! (Array :b -> (:a -> :b) -> Array :a -> UFix -> UFix -> Unit))
(define (map-into! ys f xs i end)
  (if (< i end)
      (progn
        (p:array-set! ys i (f (p:array-ref xs i)))
        (map-into! ys f xs (+ i 1) end))
      Unit))

(define-instance (IntoIterator (Seq :a) :a)
  (define (into-iter seq)
    (let ((here (p:cell-new 0))
          (leaf (p:cell-new (blank 0)))
          (start (p:cell-new 0))
          (total (size seq)))
      (iter:with-size
       (fn ()
         (let ((i (p:cell-read here)))
           (if (== i total)
               None
               (progn
                 (when (>= (- i (p:cell-read start)) (p:array-length (p:cell-read leaf)))
                   (match (leaf-of seq i)
                     ((Tuple before xs)
                      (p:cell-write! start before)
                      (p:cell-write! leaf xs))))
                 (p:cell-write! here (+ i 1))
                 (Some (p:array-ref (p:cell-read leaf) (- i (p:cell-read start))))))))
       total))))

(declare leaf-of (Seq :a -> UFix -> Tuple UFix (Array :a)))
(define (leaf-of (Seq-of n height tree tail k) i)
  (if (< i n)
      (leaf-at height tree i 0)
      (Tuple n (leaf-of-tail tail k))))

(define-instance (FromIterator (Seq :a) :a)
  (define (collect! it)
    (from-vector (collect! it))))

(define-instance (Eq :a => Eq (Seq :a))
  (define (== a b)
    (and (== (size a) (size b))
         (iter:elementwise==! (into-iter a) (into-iter b)))))

(define-instance (Ord :a => Ord (Seq :a))
  (define (<=> a b) (<=> (elements a) (elements b))))

(define-instance (Hash :a => Hash (Seq :a))
  (define (hash seq) (iter:elementwise-hash! (into-iter seq))))

(define-instance (Default (Seq :a))
  (define (default) (new)))

(define-instance (Semigroup (Seq :a))
  (define (<> a b) (conc a b)))

(define-instance (Monoid (Seq :a))
  (define mempty (new)))

(define-instance (Show :a => Show (Seq :a))
  (define (show-to f seq) (show-items "Seq" (elements seq) f)))

(define-instance (Into (Seq :a) (List :a))
  (define (into seq) (elements seq)))

(define-instance (Into (Seq :a) (Vector :a))
  (define (into seq) (collect! (into-iter seq))))

(define-instance (Foldable :f => Into (:f :a) (Seq :a))
  (define (into xs) (fold push (new) xs)))

(define-instance (FromItemizedCollection (Seq :a) :a (Seq :a))
  (define (begin-collection-builder _ _) (new))
  (define (adjoin-to-collection-builder _ seq _ x) (push seq x))
  (define (finalize-collection-builder _ seq) seq))

(define-instance (FromCollectionComprehension (Seq :a) :a (Seq :a))
  (define (begin-collection-comprehension _ _) (new))
  (define (adjoin-to-collection-comprehension _ seq x) (push seq x))
  (define (finalize-collection-comprehension _ seq) seq))

(define-instance (FromItemizedAssociation (Seq (Tuple :key :value)) :key :value (Seq (Tuple :key :value)))
  (define (begin-association-builder _ _) (new))
  (define (adjoin-to-association-builder _ seq _ key value) (push seq (Tuple key value)))
  (define (finalize-association-builder _ seq) seq))

(define-instance (FromAssociationComprehension (Seq (Tuple :key :value)) :key :value (Seq (Tuple :key :value)))
  (define (begin-association-comprehension _ _) (new))
  (define (adjoin-to-association-comprehension _ seq key value) (push seq (Tuple key value)))
  (define (finalize-association-comprehension _ seq) seq))
