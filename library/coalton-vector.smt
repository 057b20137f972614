;;;; coalton/vector -- rows of elements that grow and change in place.

(package coalton/vector
  (import
   coalton/types
   coalton/classes
   coalton/builtin
   coalton/optional
   coalton/show
   coalton/math/arith
   (coalton/iterator as iter)
   (coalton/list as list)
   (coalton/string as string)
   (smelter/prim as p))
  (import-from coalton/iterator IntoIterator into-iter FromIterator collect!)
  (export
   Vector new make with-capacity with-initial-element singleton
   length capacity empty? singleton? set-capacity!
   index index-unsafe set! head head-unsafe last last-unsafe find-elem
   push! pop! pop-unsafe! swap-remove! swap-remove-unsafe! clear! resect! blank
   copy subseq append extend! reverse reverse! sort! sort-by!))

(declare new (Void -> Vector :a))
(define (new)
  "A vector without elements.

    (the (Vector Integer) (new))  => #<Vector []>"
  (p:vector-new 0))

(declare with-capacity (UFix -> Vector :a))
(define (with-capacity n)
  "A vector without elements that has room for n.

    (length (the (Vector Integer) (with-capacity 10)))  => 0"
  (p:vector-new n))

(declare with-initial-element (UFix * :a -> Vector :a))
(define (with-initial-element n x)
  "A vector of n times x.

    (with-initial-element 2 \"x\")  => #<Vector [\"x\" \"x\"]>
    (with-initial-element 2 \"a\")  => #<Vector [\"a\" \"a\"]>"
  (let ((v (p:vector-new n)))
    (p:vector-resize! v n x)
    v))

(declare blank (UFix -> Vector :a))
(define (blank n)
  "A vector of n places that hold nothing of use yet. For the library."
  (with-initial-element n (p:cast (the UFix 0))))

(declare singleton (:a -> Vector :a))
(define (singleton x)
  "The vector of this one element.

    (singleton 1)  => #<Vector [1]>"
  (with-initial-element 1 x))

(define-macro (make element …)
  "(make a b c) is a vector of the three.

    (make 1 2 3)  => #<Vector [1 2 3]>"
  (from-list (make-list element …)))

(declare from-list (List :a -> Vector :a))
(define (from-list xs)
  (let ((v (p:vector-new (list:length xs))))
    (push-list! v xs)
    v))

(declare push-list! (Vector :a -> List :a -> Unit))
(define (push-list! v xs)
  (match xs
    ((Nil) Unit)
    ((Cons x rest)
     (p:vector-push! x v)
     (push-list! v rest))))

(declare length (Vector :a -> UFix))
(define (length v)
  "How many elements it has.

    (length (make 1 2 3))  => 3"
  (p:vector-length v))

(declare capacity (Vector :a -> UFix))
(define (capacity v)
  "How many elements it has room for before it must move.

    (<= 10 (capacity (the (Vector Integer) (with-capacity 10))))  => True"
  (p:vector-capacity v))

(declare set-capacity! (UFix * Vector :a -> Void))
(define (set-capacity! new-capacity v)
  "Make room for so many elements; those for which there is none are gone.

    (let ((v (make 1 2 3))) (progn (set-capacity! 2 v) v))  => #<Vector [1 2]>"
  (p:vector-set-capacity! v new-capacity))

(declare empty? (Vector :a -> Boolean))
(define (empty? v)
  "Has it no elements?

    (empty? (make 1))  => False"
  (== (p:vector-length v) 0))

(declare singleton? (Vector :a -> Boolean))
(define (singleton? v)
  "Has it exactly one element?

    (singleton? (make 1))  => True"
  (== (p:vector-length v) 1))

;;; Single elements

(declare index (UFix * Vector :a -> Optional :a))
(define (index index v)
  "The element at a place, counted from 0.

    (index 5 (make 1 2))  => None"
  (if (< index (p:vector-length v))
      (Some (p:vector-ref v index))
      None))

(declare index-unsafe (UFix * Vector :a -> :a))
(define (index-unsafe idx v)
  "The element at a place; an error when there is none.

    (index-unsafe 1 (make 1 2 3))  => 2"
  (p:vector-index idx v))

(declare set! (UFix * :a * Vector :a -> Void))
(define (set! idx item v)
  "Put an element in the place of another; an error when there is no such place.

    (let ((v (make 1 2 3))) (progn (set! 1 7 v) v))  => #<Vector [1 7 3]>"
  (p:vector-set! idx item v))

(declare head (Vector :a -> Optional :a))
(define (head v)
  "The first element.

    (head (make 1 2 3))  => (Some 1)"
  (index 0 v))

(declare head-unsafe (Vector :a -> :a))
(define (head-unsafe v)
  "The first element; an error when there is none.

    (head-unsafe (make 1 2 3))  => 1"
  (p:vector-index 0 v))

(declare last (Vector :a -> Optional :a))
(define (last v)
  "The last element.

    (last (make 1 2 3))  => (Some 3)
    (last (the (Vector Integer) (new)))  => None"
  (index (- (p:vector-length v) 1) v))

(declare last-unsafe (Vector :a -> :a))
(define (last-unsafe v)
  "The last element; an error when there is none.

    (last-unsafe (make 1 2 3))  => 3"
  (p:vector-index (- (p:vector-length v) 1) v))

(declare find-elem (Eq :a => :a * Vector :a -> Optional UFix))
(define (find-elem e v)
  "The place of the first element that is equal to e.

    (find-elem 2 (make 1 2))  => (Some 1)
    (find-elem 2 (make 1 2 3))  => (Some 1)"
  (find-from 0 e v))

(declare find-from (Eq :a => UFix -> :a -> Vector :a -> Optional UFix))
(define (find-from i e v)
  (cond
    ((>= i (p:vector-length v)) None)
    ((== e (p:vector-ref v i)) (Some i))
    (True (find-from (+ i 1) e v))))

;;; Growing and shrinking

(declare push! (:a * Vector :a -> UFix))
(define (push! item v)
  "Put an element at the end. Gives its place.

    (push! 3 (make 1 2))  => 2
    (let ((v (make 1 2))) (Tuple (push! 3 v) v))  => (Tuple 2 #<Vector [1 2 3]>)"
  (p:vector-push! item v))

(declare pop! (Vector :a -> Optional :a))
(define (pop! v)
  "Take the last element off.

    (let ((v (make 1 2))) (Tuple (pop! v) v))  => (Tuple (Some 2) #<Vector [1]>)"
  (if (empty? v)
      None
      (Some (p:vector-pop! v))))

(declare pop-unsafe! (Vector :a -> :a))
(define (pop-unsafe! v)
  "Take the last element off; an error when there is none.

    (pop-unsafe! (make 1 2))  => 2"
  (p:vector-pop! v))

(declare swap-remove! (UFix * Vector :a -> Optional :a))
(define (swap-remove! idx vec)
  "Take an element out; the last one takes its place.

    (swap-remove! 0 (make 1 2 3))  => (Some 1)
    (let ((v (make 1 2 3))) (Tuple (swap-remove! 0 v) v))  => (Tuple (Some 1) #<Vector [3 2]>)
    (swap-remove! 3 (make 1 2 3))  => None"
  (if (< idx (p:vector-length vec))
      (Some (swap-remove-unsafe! idx vec))
      None))

(declare swap-remove-unsafe! (UFix * Vector :a -> :a))
(define (swap-remove-unsafe! idx vec)
  "The same; an error when there is no such element.

    (let ((v (make 1 2 3))) (Tuple (swap-remove-unsafe! 0 v) v))  => (Tuple 1 #<Vector [3 2]>)"
  (let ((x (p:vector-index idx vec))
        (end (p:vector-pop! vec)))
    (when (< idx (p:vector-length vec))
      (p:vector-set! idx end vec))
    x))

(declare clear! (Vector :a -> Void))
(define (clear! v)
  "Take all elements out.

    (let ((v (make 1 2))) (progn (clear! v) v))  => #<Vector []>"
  (shorten! 0 v))

;; Leave only the first n elements.
(declare shorten! (UFix -> Vector :a -> Unit))
(define (shorten! n v)
  (p:vector-resize! v n (p:cast (the UFix 0))))

(declare resect! (Vector :a * UFix * UFix -> Void))
(define (resect! v start end)
  "Take the elements from start up to, and without, end out; those behind move up. The other way round if end is less.

    (let ((v (make 1 2 3 4))) (progn (resect! v 1 3) v))  => #<Vector [1 4]>"
  (let ((size (p:vector-length v)))
    (let ((from (min (min start end) size))
          (to (min (max start end) size)))
      (when (< from to)
        (move-down! v from to size)
        (shorten! (- size (- to from)) v)))))

(declare move-down! (Vector :a -> UFix -> UFix -> UFix -> Unit))
(define (move-down! v to from size)
  (if (< from size)
      (progn
        (p:vector-set! to (p:vector-ref v from) v)
        (move-down! v (+ to 1) (+ from 1) size))
      Unit))

(declare extend! (IntoIterator :container :elt => Vector :elt * :container -> Void))
(define (extend! vec iter)
  "Put all elements of something at the end.

    (let ((v (make 1))) (progn (extend! v (make-list 2 3)) v))  => #<Vector [1 2 3]>"
  (iter:for-each!
   (fn (x)
     (p:vector-push! x vec)
     Unit)
   (into-iter iter)))

;;; Whole vectors

(declare copy (Vector :a -> Vector :a))
(define (copy v)
  "Another vector of the same elements.

    (let ((v (make 1)) (w (copy v))) (progn (push! 2 v) w))  => #<Vector [1]>"
  (p:vector-copy v 0 (p:vector-length v)))

(declare subseq (Vector :a * UFix * UFix -> Vector :a))
(define (subseq v start end)
  "A vector of the elements from start up to, and without, end; the other way round if end is less.

    (subseq (make 1 2 3 4) 1 3)  => #<Vector [2 3]>"
  (let ((size (p:vector-length v)))
    (p:vector-copy v (min (min start end) size) (min (max start end) size))))

(declare append (Vector :a * Vector :a -> Vector :a))
(define (append v1 v2)
  "A vector of the elements of one, then those of the other.

    (append (make 1) (make 2))  => #<Vector [1 2]>"
  (let ((v (p:vector-new (+ (p:vector-length v1) (p:vector-length v2)))))
    (push-vector! v v1 0)
    (push-vector! v v2 0)
    v))

(declare push-vector! (Vector :a -> Vector :a -> UFix -> Unit))
(define (push-vector! v from i)
  (if (< i (p:vector-length from))
      (progn
        (p:vector-push! (p:vector-ref from i) v)
        (push-vector! v from (+ i 1)))
      Unit))

(declare reverse (Vector :a -> Vector :a))
(define (reverse v)
  "A vector of the same elements from the end to the beginning.

    (reverse (make 1 2))  => #<Vector [2 1]>
    (reverse (make 1 2 3))  => #<Vector [3 2 1]>"
  (reverse! (copy v)))

(declare reverse! (Vector :a -> Vector :a))
(define (reverse! v)
  "Turn the vector round. Gives the vector.

    (let ((v (make 1 2 3))) (progn (reverse! v) v))  => #<Vector [3 2 1]>"
  (unless (empty? v)
    (reverse-between! v 0 (- (p:vector-length v) 1)))
  v)

(declare reverse-between! (Vector :a -> UFix -> UFix -> Unit))
(define (reverse-between! v i j)
  (if (< i j)
      (let ((x (p:vector-ref v i)))
        (p:vector-set! i (p:vector-ref v j) v)
        (p:vector-set! j x v)
        (reverse-between! v (+ i 1) (- j 1)))
      Unit))

(declare sort! (Ord :a => Vector :a -> Void))
(define (sort! v)
  "Put the elements into ascending order; what is equal stays in the order in which it was.

    (let ((v (make 3 1 2))) (progn (sort! v) v))  => #<Vector [1 2 3]>"
  (p:vector-sort! (fn (a b)
                    (match (<=> a b)
                      ((LT) True)
                      (_ False)))
                  v))

(declare sort-by! ((:a * :a -> Boolean) * Vector :a -> Void))
(define (sort-by! f v)
  "Put the elements into order, where f tells whether the first of two must stand before the second.

    (let ((v (make 3 1 2))) (progn (sort-by! > v) v))  => #<Vector [3 2 1]>"
  (p:vector-sort! f v))

;;; Instances

(define-instance (Eq :a => Eq (Vector :a))
  (define (== v1 v2)
    (if (== (p:vector-length v1) (p:vector-length v2))
        (equal-from? 0 v1 v2)
        False)))

(declare equal-from? (Eq :a => UFix -> Vector :a -> Vector :a -> Boolean))
(define (equal-from? i v1 v2)
  (cond
    ((>= i (p:vector-length v1)) True)
    ((== (p:vector-ref v1 i) (p:vector-ref v2 i)) (equal-from? (+ i 1) v1 v2))
    (True False)))

(define-instance (Ord :a => Ord (Vector :a))
  (define (<=> v1 v2) (compare-from 0 v1 v2)))

(declare compare-from (Ord :a => UFix -> Vector :a -> Vector :a -> Ordering))
(define (compare-from i v1 v2)
  (if (or (>= i (p:vector-length v1)) (>= i (p:vector-length v2)))
      (<=> (p:vector-length v1) (p:vector-length v2))
      (match (<=> (p:vector-ref v1 i) (p:vector-ref v2 i))
        ((EQ) (compare-from (+ i 1) v1 v2))
        (other other))))

(define-instance (Semigroup (Vector :a))
  (define (<> v1 v2) (append v1 v2)))

(define-instance (Monoid (Vector :a))
  (define mempty (p:vector-new 0)))

(define-instance (Default (Vector :a))
  (define (default) (p:vector-new 0)))

(define-instance (Functor Vector)
  (define (map f v)
    (let ((w (p:vector-new (p:vector-length v))))
      (push-mapped! w f v 0)
      w)))

(declare push-mapped! (Vector :b -> (:a -> :b) -> Vector :a -> UFix -> Unit))
(define (push-mapped! w f v i)
  (if (< i (p:vector-length v))
      (progn
        (p:vector-push! (f (p:vector-ref v i)) w)
        (push-mapped! w f v (+ i 1)))
      Unit))

(define-instance (Foldable Vector)
  (define (fold f a v) (fold-from 0 f a v))
  (define (foldr f a v) (foldr-before (p:vector-length v) f a v)))

(declare fold-from (UFix -> (:b -> :a -> :b) -> :b -> Vector :a -> :b))
(define (fold-from i f a v)
  (if (< i (p:vector-length v))
      (fold-from (+ i 1) f (f a (p:vector-ref v i)) v)
      a))

(declare foldr-before (UFix -> (:a -> :b -> :b) -> :b -> Vector :a -> :b))
(define (foldr-before i f a v)
  (if (== i 0)
      a
      (foldr-before (- i 1) f (f (p:vector-ref v (- i 1)) a) v)))

(define-instance (Into (List :a) (Vector :a))
  (define (into xs) (from-list xs)))

(define-instance (Into (Vector :a) (List :a))
  (define (into v) (foldr Cons Nil v)))

(define-instance (Iso (Vector :a) (List :a)))

(define-instance (Into String (Vector Char))
  (define (into s) (collect! (into-iter s))))

(define-instance (Into (Vector Char) String)
  (define (into v) (p:chars->string (foldr Cons Nil v))))

(define-instance (IntoIterator (Vector :a) :a)
  (define (into-iter v)
    (let ((here (p:cell-new 0)))
      (iter:with-size
       (fn ()
         (let ((i (p:cell-read here)))
           (if (< i (p:vector-length v))
               (progn
                 (p:cell-write! here (+ i 1))
                 (Some (p:vector-ref v i)))
               None)))
       (p:vector-length v)))))

(define-instance (FromIterator (Vector :a) :a)
  (define (collect! it)
    (let ((v (p:vector-new (with-default 0 (iter:size-hint it)))))
      (extend! v it)
      v)))

(define-instance (Show :a => Show (Vector :a))
  (define (show-to f v) (show-items "Vector" (foldr Cons Nil v) f)))

(define-instance (FromItemizedCollection (Vector :a) :a (Vector :a))
  (define (begin-collection-builder _ n) (p:vector-new n))
  (define (adjoin-to-collection-builder _ v _ x)
    (p:vector-push! x v)
    v)
  (define (finalize-collection-builder _ v) v))

(define-instance (FromCollectionComprehension (Vector :a) :a (Vector :a))
  (define (begin-collection-comprehension _ n) (p:vector-new (with-default 0 n)))
  (define (adjoin-to-collection-comprehension _ v x)
    (p:vector-push! x v)
    v)
  (define (finalize-collection-comprehension _ v) v))
