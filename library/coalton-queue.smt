;;;; coalton/queue -- first in, first out.
;;;;
;;;; The elements lie in an array that is used as a ring: from the place of the first one onwards, going on at
;;;; the beginning of the array after its end. Its length is a power of two.

(package coalton/queue
  (import
   coalton/types
   coalton/classes
   coalton/builtin
   coalton/math/arith
   coalton/show
   (coalton/iterator as iter)
   (smelter/prim as p))
  (import-from coalton/iterator IntoIterator into-iter FromIterator collect!)
  (export
   Queue new length empty? push! pop! pop-unsafe! peek peek-unsafe index index-unsafe
   copy clear! append extend! items!))

(define-type (Queue :a)
  "A queue, which changes in place."
  (Queue-of (Cell (Array :a))  ; the ring
            (Cell UFix)        ; where the first element is
            (Cell UFix)))      ; how many there are

(declare nothing (Unit -> :a))
(define (nothing)
  (p:cast (the UFix 0)))

(declare new (Void -> Queue :a))
(define (new)
  "A queue without elements."
  (Queue-of (p:cell-new (p:array-new 8 (nothing))) (p:cell-new 0) (p:cell-new 0)))

(declare length (Queue :a -> UFix))
(define (length (Queue-of _ _ count))
  "How many elements it has.

    (length [1 2 3])  => 3"
  (p:cell-read count))

(declare empty? (Queue :a -> Boolean))
(define (empty? q)
  "Has it no elements?

    (empty? (the (Queue Integer) (new)))  => True"
  (== (length q) 0))

;; The place in a ring of element i, counted from the one that is at `first`.
(declare place (Array :a -> UFix -> UFix -> UFix))
(define (place ring first i)
  (p:word-and (+ first i) (- (p:array-length ring) 1)))

(declare element (Queue :a -> UFix -> :a))
(define (element (Queue-of ring first _) i)
  (let ((xs (p:cell-read ring)))
    (p:array-ref xs (place xs (p:cell-read first) i))))

(declare push! (:a * Queue :a -> Void))
(define (push! item q)
  "Put an element at the end.

    (let ((q [1])) (progn (push! 2 q) q))  => #<Queue [1 2]>"
  (match q
    ((Queue-of ring first count)
     (when (== (p:cell-read count) (p:array-length (p:cell-read ring)))
       (grow! q))
     (let ((xs (p:cell-read ring)))
       (p:array-set! xs (place xs (p:cell-read first) (p:cell-read count)) item)
       (p:cell-write! count (+ (p:cell-read count) 1))))))

(declare grow! (Queue :a -> Unit))
(define (grow! (Queue-of ring first count))
  (let ((xs (p:cell-read ring))
        (at (p:cell-read first))
        (n (p:cell-read count)))
    (let ((ys (p:array-new (* 2 n) (nothing))))
      (p:array-blit! xs at ys 0 (- n at))
      (p:array-blit! xs 0 ys (- n at) at)
      (p:cell-write! ring ys)
      (p:cell-write! first 0))))

(declare pop-unsafe! (Queue :a -> :a))
(define (pop-unsafe! q)
  "Take the first element out; an error when there is none.

    (pop-unsafe! [1 2])  => 1"
  (match q
    ((Queue-of ring first count)
     (if (empty? q)
         (p:error "pop-unsafe!: the queue is empty")
         (let ((xs (p:cell-read ring))
               (at (p:cell-read first)))
           (let ((x (p:array-ref xs at)))
             (p:array-set! xs at (nothing))
             (p:cell-write! first (place xs at 1))
             (p:cell-write! count (- (p:cell-read count) 1))
             x))))))

(declare pop! (Queue :a -> Optional :a))
(define (pop! q)
  "Take the first element out.

    (pop! (the (Queue Integer) (new)))  => None
    (let ((q [1 2])) (Tuple (pop! q) q))  => (Tuple (Some 1) #<Queue [2]>)"
  (if (empty? q) None (Some (pop-unsafe! q))))

(declare peek (Queue :a -> Optional :a))
(define (peek q)
  "The first element, which stays.

    (peek [1 2])  => (Some 1)"
  (index 0 q))

(declare peek-unsafe (Queue :a -> :a))
(define (peek-unsafe q)
  "The first element, which stays; an error when there is none.

    (peek-unsafe [1 2])  => 1"
  (index-unsafe 0 q))

(declare index (UFix * Queue :a -> Optional :a))
(define (index index q)
  "The element at a place, counted from the first, which is 0.

    (index 1 [1 2])  => (Some 2)
    (index 2 [1 2])  => None"
  (if (< index (length q)) (Some (element q index)) None))

(declare index-unsafe (UFix * Queue :a -> :a))
(define (index-unsafe index q)
  "The element at a place; an error when there is none.

    (index-unsafe 1 [1 2])  => 2"
  (if (< index (length q))
      (element q index)
      (p:error "index-unsafe: index out of range")))

(declare copy (Queue :a -> Queue :a))
(define (copy (Queue-of ring first count))
  "Another queue of the same elements.

    (let ((q [1]) (r (copy q))) (progn (push! 2 q) r))  => #<Queue [1]>"
  (let ((xs (p:cell-read ring)))
    (Queue-of (p:cell-new (p:array-copy xs 0 (p:array-length xs)))
              (p:cell-new (p:cell-read first))
              (p:cell-new (p:cell-read count)))))

(declare clear! (Queue :a -> Void))
(define (clear! (Queue-of ring first count))
  "Take all elements out.

    (let ((q [1 2])) (progn (clear! q) q))  => #<Queue []>"
  (p:cell-write! ring (p:array-new 8 (nothing)))
  (p:cell-write! first 0)
  (p:cell-write! count 0))

(declare append (Queue :a * Queue :a -> Queue :a))
(define (append q1 q2)
  "A queue of the elements of one, then those of the other.

    (append (the (Queue Integer) (iter:collect! (iter:up-to 2))) (iter:collect! (iter:up-to 2)))  => #<Queue [0 1 0 1]>
    (append [1] [2])  => #<Queue [1 2]>"
  (let ((q (copy q1)))
    (extend! q q2)
    q))

(declare extend! (IntoIterator :container :elt => Queue :elt * :container -> Void))
(define (extend! q iter)
  "Put all elements of something at the end.

    (let ((q [1])) (progn (extend! q (make-list 2 3)) q))  => #<Queue [1 2 3]>"
  (iter:for-each! (fn (x) (push! x q)) (into-iter iter)))

(declare items! (Queue :a -> iter:Iterator :a))
(define (items! q)
  "The elements, each taken out as it comes.

    (the (List Integer) (iter:collect! (items! [1 2])))  => #<List [1 2]>"
  (iter:with-size (fn () (pop! q)) (length q)))

;;; Instances

(define-instance (IntoIterator (Queue :a) :a)
  (define (into-iter q)
    (let ((here (p:cell-new 0)))
      (iter:with-size
       (fn ()
         (let ((i (p:cell-read here)))
           (p:cell-write! here (+ i 1))
           (index i q)))
       (length q)))))

(define-instance (FromIterator (Queue :a) :a)
  (define (collect! it)
    (let ((q (new)))
      (extend! q it)
      q)))

(define-instance (Foldable Queue)
  (define (fold f a q) (iter:fold! f a (into-iter q)))
  (define (foldr f a q) (foldr-before (length q) f a q)))

(declare foldr-before (UFix -> (:a -> :b -> :b) -> :b -> Queue :a -> :b))
(define (foldr-before i f a q)
  (if (== i 0)
      a
      (foldr-before (- i 1) f (f (element q (- i 1)) a) q)))

(define-instance (Functor Queue)
  (define (map f q) (collect! (map f (into-iter q)))))

(define-instance (Eq :a => Eq (Queue :a))
  (define (== q1 q2)
    (and (== (length q1) (length q2))
         (iter:elementwise==! (into-iter q1) (into-iter q2)))))

(define-instance (Default (Queue :a))
  (define (default) (new)))

(define-instance (Semigroup (Queue :a))
  (define (<> q1 q2) (append q1 q2)))

(define-instance (Monoid (Queue :a))
  (define mempty (new)))

(define-instance (Show :a => Show (Queue :a))
  (define (show-to f q) (show-items "Queue" (elements q) f)))

(define-instance (FromItemizedCollection (Queue :a) :a (Queue :a))
  (define (begin-collection-builder _ _) (new))
  (define (adjoin-to-collection-builder _ q _ x)
    (push! x q)
    q)
  (define (finalize-collection-builder _ q) q))

(define-instance (FromCollectionComprehension (Queue :a) :a (Queue :a))
  (define (begin-collection-comprehension _ _) (new))
  (define (adjoin-to-collection-comprehension _ q x)
    (push! x q)
    q)
  (define (finalize-collection-comprehension _ q) q))
