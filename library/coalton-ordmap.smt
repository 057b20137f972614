;;;; coalton/ordmap -- persistent maps in the order of their keys.
;;;;
;;;; A map is a search tree that is balanced by weight: neither side of a node has more than three times the
;;;; entries of the other (Nievergelt and Reingold; the rotations and the constants 3 and 2 are those that Hirai and
;;;; Yamamoto proved right). Whole maps are combined by splitting one at the root of the other, and joining the
;;;; parts (Blelloch, Ferizovic and Sun, Just Join for Parallel Ordered Sets).

(package coalton/ordmap
  (import
   coalton/types
   coalton/classes
   coalton/builtin
   coalton/hash
   coalton/math/arith
   coalton/show
   coalton/tuple
   (coalton/iterator as iter)
   (coalton/list as list)
   (smelter/prim as p))
  (import-from coalton/iterator IntoIterator into-iter FromIterator)
  (export
   OrdMap empty empty? count lookup lookup-neighbors min-key-entry max-key-entry
   insert adjoin replace remove update
   union intersection difference xor
   collect collect! entries keys values-iter))

(define-type (OrdMap :key :value)
  "A persistent map whose keys are in order."
  Tip
  (Bin UFix :key :value (OrdMap :key :value) (OrdMap :key :value)))

(declare empty (OrdMap :key :value))
(define empty
  "The map without entries."
  Tip)

(declare empty? (OrdMap :key :value -> Boolean))
(define (empty? m)
  "Has it no entries?

    (empty? (the (OrdMap Integer Integer) empty))  => True"
  (match m
    ((Tip) True)
    ((Bin _ _ _ _ _) False)))

(declare count (OrdMap :key :value -> UFix))
(define (count m)
  "How many entries it has.

    (count (insert (insert empty 1 \"a\") 1 \"b\"))  => 1"
  (match m
    ((Tip) 0)
    ((Bin n _ _ _ _) n)))

;;; Balance

(declare bin (:key -> :value -> OrdMap :key :value -> OrdMap :key :value -> OrdMap :key :value))
(define (bin k v l r)
  (Bin (+ 1 (+ (count l) (count r))) k v l r))

;; A weight is a size plus one, so that an empty tree weighs something.
(declare too-heavy? (UFix -> UFix -> Boolean))
(define (too-heavy? m n)
  (> (+ m 1) (* 3 (+ n 1))))

;; A node of two trees of which one may have grown or shrunk by an entry since they were in balance.
(declare balance (:key -> :value -> OrdMap :key :value -> OrdMap :key :value -> OrdMap :key :value))
(define (balance k v l r)
  (let ((m (count l))
        (n (count r)))
    (cond
      ((too-heavy? n m) (rotate-left k v l r))
      ((too-heavy? m n) (rotate-right k v l r))
      (True (Bin (+ 1 (+ m n)) k v l r)))))

(declare rotate-left (:key -> :value -> OrdMap :key :value -> OrdMap :key :value -> OrdMap :key :value))
(define (rotate-left k v l r)
  (match r
    ((Bin _ rk rv rl rr)
     (match rl
       ((Bin _ mk mv ml mr)
        (if (< (+ (count rl) 1) (* 2 (+ (count rr) 1)))
            (bin rk rv (bin k v l rl) rr)
            (bin mk mv (bin k v l ml) (bin rk rv mr rr))))
       ((Tip) (bin rk rv (bin k v l rl) rr))))
    ((Tip) (bin k v l r))))

(declare rotate-right (:key -> :value -> OrdMap :key :value -> OrdMap :key :value -> OrdMap :key :value))
(define (rotate-right k v l r)
  (match l
    ((Bin _ lk lv ll lr)
     (match lr
       ((Bin _ mk mv ml mr)
        (if (< (+ (count lr) 1) (* 2 (+ (count ll) 1)))
            (bin lk lv ll (bin k v lr r))
            (bin mk mv (bin lk lv ll ml) (bin k v mr r))))
       ((Tip) (bin lk lv ll (bin k v lr r)))))
    ((Tip) (bin k v l r))))

;; A tree of two of any size with an entry between them.
(declare link (:key -> :value -> OrdMap :key :value -> OrdMap :key :value -> OrdMap :key :value))
(define (link k v l r)
  (cond
    ((too-heavy? (count r) (count l))
     (match r
       ((Bin _ rk rv rl rr) (balance rk rv (link k v l rl) rr))
       ((Tip) (bin k v l r))))
    ((too-heavy? (count l) (count r))
     (match l
       ((Bin _ lk lv ll lr) (balance lk lv ll (link k v lr r)))
       ((Tip) (bin k v l r))))
    (True (bin k v l r))))

;; A tree of two of any size.
(declare glue (OrdMap :key :value -> OrdMap :key :value -> OrdMap :key :value))
(define (glue l r)
  (match r
    ((Tip) l)
    ((Bin _ k v rl rr)
     (match (take-least k v rl rr)
       ((Tuple3 least value rest) (link least value l rest))))))

;; The least entry of a node, and the tree without it.
(declare take-least (:key -> :value -> OrdMap :key :value -> OrdMap :key :value
                     -> Tuple3 :key :value (OrdMap :key :value)))
(define (take-least k v l r)
  (match l
    ((Tip) (Tuple3 k v r))
    ((Bin _ lk lv ll lr)
     (match (take-least lk lv ll lr)
       ((Tuple3 least value rest) (Tuple3 least value (balance k v rest r)))))))

;;; Looking

(declare lookup (Ord :key => OrdMap :key :value * :key -> Optional :value))
(define (lookup mp k)
  "The value of a key.

    (lookup (insert empty 1 \"a\") 2)  => None
    (lookup (insert empty 1 \"a\") 1)  => (Some \"a\")"
  (match mp
    ((Tip) None)
    ((Bin _ k1 v l r)
     (match (<=> k k1)
       ((LT) (lookup l k))
       ((EQ) (Some v))
       ((GT) (lookup r k))))))

(declare lookup-neighbors
  (Ord :key => OrdMap :key :value * :key
   -> Tuple3 (Optional (Tuple :key :value)) (Optional (Tuple :key :value)) (Optional (Tuple :key :value))))
(define (lookup-neighbors mp k)
  "The entry before a key, its own and the one after it, as far as there are.

    (lookup-neighbors (insert (insert empty 1 \"a\") 5 \"b\") 3)  => (Tuple3 (Some (Tuple 1 \"a\")) None (Some (Tuple 5 \"b\")))"
  (neighbors mp k None None))

(declare neighbors
  (Ord :key => OrdMap :key :value -> :key -> Optional (Tuple :key :value) -> Optional (Tuple :key :value)
   -> Tuple3 (Optional (Tuple :key :value)) (Optional (Tuple :key :value)) (Optional (Tuple :key :value))))
(define (neighbors mp k before after)
  (match mp
    ((Tip) (Tuple3 before None after))
    ((Bin _ k1 v l r)
     (match (<=> k k1)
       ((LT) (neighbors l k before (Some (Tuple k1 v))))
       ((GT) (neighbors r k (Some (Tuple k1 v)) after))
       ((EQ)
        (Tuple3 (match l
                  ((Tip) before)
                  ((Bin _ _ _ _ _) (greatest l)))
                (Some (Tuple k1 v))
                (match r
                  ((Tip) after)
                  ((Bin _ _ _ _ _) (least r)))))))))

(declare least (OrdMap :key :value -> Optional (Tuple :key :value)))
(define (least mp)
  (match mp
    ((Tip) None)
    ((Bin _ k v (Tip) _) (Some (Tuple k v)))
    ((Bin _ _ _ l _) (least l))))

(declare greatest (OrdMap :key :value -> Optional (Tuple :key :value)))
(define (greatest mp)
  (match mp
    ((Tip) None)
    ((Bin _ k v _ (Tip)) (Some (Tuple k v)))
    ((Bin _ _ _ _ r) (greatest r))))

(declare min-key-entry (Ord :key => OrdMap :key :value -> Optional (Tuple :key :value)))
(define (min-key-entry mp)
  "The entry with the least key.

    (min-key-entry (insert empty 1 \"a\"))  => (Some (Tuple 1 \"a\"))
    (min-key-entry (the (OrdMap Integer String) empty))  => None"
  (least mp))

(declare max-key-entry (Ord :key => OrdMap :key :value -> Optional (Tuple :key :value)))
(define (max-key-entry mp)
  "The entry with the greatest key.

    (max-key-entry (insert (insert empty 2 \"b\") 1 \"a\"))  => (Some (Tuple 2 \"b\"))"
  (greatest mp))

;;; Changing one entry

(declare insert (Ord :key => OrdMap :key :value * :key * :value -> OrdMap :key :value))
(define (insert mp k v)
  "The map in which the key has that value, whether it had one or not.

    (insert (insert empty 2 \"b\") 1 \"a\")  => #<OrdMap [1 => \"a\" 2 => \"b\"]>"
  (match mp
    ((Tip) (Bin 1 k v Tip Tip))
    ((Bin n k1 v1 l r)
     (match (<=> k k1)
       ((LT) (balance k1 v1 (insert l k v) r))
       ((EQ) (Bin n k v l r))
       ((GT) (balance k1 v1 l (insert r k v)))))))

(declare adjoin (Ord :key => OrdMap :key :value * :key * :value -> OrdMap :key :value))
(define (adjoin mp k v)
  "The map in which the key has that value, unless it had one already.

    (adjoin (insert empty 1 \"a\") 1 \"b\")  => #<OrdMap [1 => \"a\"]>"
  (match (lookup mp k)
    ((Some _) mp)
    ((None) (insert mp k v))))

(declare replace (Ord :key => OrdMap :key :value * :key * :value -> OrdMap :key :value))
(define (replace mp k v)
  "The map in which the key has that value, if it had one before.

    (replace (insert empty 1 \"a\") 1 \"b\")  => #<OrdMap [1 => \"b\"]>
    (replace (insert empty 1 \"a\") 2 \"b\")  => #<OrdMap [1 => \"a\"]>"
  (match (lookup mp k)
    ((Some _) (insert mp k v))
    ((None) mp)))

(declare remove (Ord :key => OrdMap :key :value * :key -> OrdMap :key :value))
(define (remove mp k)
  "The map without the key.

    (remove (insert empty 1 \"a\") 1)  => #<OrdMap [=>]>"
  (match mp
    ((Tip) Tip)
    ((Bin _ k1 v1 l r)
     (match (<=> k k1)
       ((LT) (balance k1 v1 (remove l k) r))
       ((EQ) (glue l r))
       ((GT) (balance k1 v1 l (remove r k)))))))

(declare update
  (Ord :key => OrdMap :key :value * :key * (Optional :value -> Optional :value * :a)
   -> OrdMap :key :value * :a))
(define (update mp k f)
  "f takes the value of the key, if it has one, and gives the new one, or None to take the key out, and
something else, which is given beside the new map."
  (let (values new result) = (f (lookup mp k)))
  (match new
    ((Some v) (values (insert mp k v) result))
    ((None) (values (remove mp k) result))))

;;; Whole maps

;; What is before a key, whether it is there, and what is after it.
(declare split (Ord :key => OrdMap :key :value -> :key
                -> Tuple3 (OrdMap :key :value) Boolean (OrdMap :key :value)))
(define (split mp k)
  (match mp
    ((Tip) (Tuple3 Tip False Tip))
    ((Bin _ k1 v1 l r)
     (match (<=> k k1)
       ((EQ) (Tuple3 l True r))
       ((LT)
        (match (split l k)
          ((Tuple3 before found after) (Tuple3 before found (link k1 v1 after r)))))
       ((GT)
        (match (split r k)
          ((Tuple3 before found after) (Tuple3 (link k1 v1 l before) found after))))))))

(declare union (Ord :key => OrdMap :key :value * OrdMap :key :value -> OrdMap :key :value))
(define (union a b)
  "The entries of both; where both have a key, the value of the first.

    (union (insert empty 1 \"a\") (insert empty 1 \"b\"))  => #<OrdMap [1 => \"a\"]>"
  (match a
    ((Tip) b)
    ((Bin _ k v l r)
     (match b
       ((Tip) a)
       ((Bin _ _ _ _ _)
        (match (split b k)
          ((Tuple3 before _ after)
           (link k v (union l before) (union r after)))))))))

(declare intersection (Ord :key => OrdMap :key :value * OrdMap :key :value -> OrdMap :key :value))
(define (intersection a b)
  "The entries of the first whose keys are in the second, too.

    (intersection (insert empty 1 \"a\") (insert empty 1 \"b\"))  => #<OrdMap [1 => \"a\"]>"
  (match a
    ((Tip) Tip)
    ((Bin _ k v l r)
     (match b
       ((Tip) Tip)
       ((Bin _ _ _ _ _)
        (match (split b k)
          ((Tuple3 before found after)
           (let ((lower (intersection l before))
                 (upper (intersection r after)))
             (if found (link k v lower upper) (glue lower upper))))))))))

(declare difference (Ord :key => OrdMap :key :value * OrdMap :key :value -> OrdMap :key :value))
(define (difference a b)
  "The entries of the first whose keys are not in the second.

    (difference (insert (insert empty 1 \"a\") 2 \"b\") (insert empty 1 \"c\"))  => #<OrdMap [2 => \"b\"]>"
  (match a
    ((Tip) Tip)
    ((Bin _ k v l r)
     (match b
       ((Tip) a)
       ((Bin _ _ _ _ _)
        (match (split b k)
          ((Tuple3 before found after)
           (let ((lower (difference l before))
                 (upper (difference r after)))
             (if found (glue lower upper) (link k v lower upper))))))))))

(declare xor (Ord :key => OrdMap :key :value * OrdMap :key :value -> OrdMap :key :value))
(define (xor a b)
  "The entries whose keys are in exactly one of the two.

    (xor (insert (insert empty 1 \"a\") 2 \"b\") (insert empty 1 \"c\"))  => #<OrdMap [2 => \"b\"]>"
  (match a
    ((Tip) b)
    ((Bin _ k v l r)
     (match b
       ((Tip) a)
       ((Bin _ _ _ _ _)
        (match (split b k)
          ((Tuple3 before found after)
           (let ((lower (xor l before))
                 (upper (xor r after)))
             (if found (glue lower upper) (link k v lower upper))))))))))

;;; Going through

(declare fold-entries ((:a -> :key -> :value -> :a) -> :a -> OrdMap :key :value -> :a))
(define (fold-entries f a mp)
  (match mp
    ((Tip) a)
    ((Bin _ k v l r) (fold-entries f (f (fold-entries f a l) k v) r))))

(declare pairs (OrdMap :key :value -> List (Tuple :key :value) -> List (Tuple :key :value)))
(define (pairs mp rest)
  (match mp
    ((Tip) rest)
    ((Bin _ k v l r) (pairs l (Cons (Tuple k v) (pairs r rest))))))

;; An iterator keeps the nodes that are still to come, the nearest first; what is left of each is done.
(declare over-nodes ((:key -> :value -> :a) -> OrdMap :key :value -> iter:Iterator :a))
(define (over-nodes f mp)
  (let ((ahead (p:cell-new (left-edge mp Nil))))
    (iter:with-size
     (fn ()
       (match (p:cell-read ahead)
         ((Cons (Bin _ k v _ r) others)
          (p:cell-write! ahead (left-edge r others))
          (Some (f k v)))
         (_ None)))
     (count mp))))

(declare left-edge (OrdMap :key :value -> List (OrdMap :key :value) -> List (OrdMap :key :value)))
(define (left-edge mp others)
  (match mp
    ((Tip) others)
    ((Bin _ _ _ l _) (left-edge l (Cons mp others)))))

(declare entries (OrdMap :key :value -> iter:Iterator (Tuple :key :value)))
(define (entries mp)
  "Every key with its value, in order."
  (over-nodes Tuple mp))

(declare keys (OrdMap :key :value -> iter:Iterator :key))
(define (keys mp)
  "The keys, in order.

    (the (List Integer) (iter:collect! (keys (insert (insert empty 2 \"b\") 1 \"a\"))))  => #<List [1 2]>"
  (over-nodes (fn (k _) k) mp))

(declare values-iter (OrdMap :key :value -> iter:Iterator :value))
(define (values-iter mp)
  "The values, in the order of their keys."
  (over-nodes (fn (_ v) v) mp))

(declare collect ((Ord :key) (Foldable :collection)
                  => :collection (Tuple :key :value) -> OrdMap :key :value))
(define (collect coll)
  "A map of the entries of a collection; the last value of a key counts.

    (collect (make-list (Tuple 2 \"b\") (Tuple 1 \"a\")))  => #<OrdMap [1 => \"a\" 2 => \"b\"]>"
  (fold (fn (mp (Tuple k v)) (insert mp k v)) Tip coll))

(declare collect! (Ord :key => iter:Iterator (Tuple :key :value) -> OrdMap :key :value))
(define (collect! iter)
  "A map of the entries of an iterator; the last value of a key counts.

    (collect! (iter:into-iter (make-list (Tuple 2 \"b\") (Tuple 1 \"a\"))))  => #<OrdMap [1 => \"a\" 2 => \"b\"]>"
  (iter:fold! (fn (mp (Tuple k v)) (insert mp k v)) Tip iter))

;;; Instances

(define-instance ((Eq :key) (Eq :value) => Eq (OrdMap :key :value))
  (define (== a b)
    (and (== (count a) (count b))
         (iter:elementwise==! (entries a) (entries b)))))

(define-instance ((Ord :key) (Ord :value) => Ord (OrdMap :key :value))
  (define (<=> a b) (<=> (pairs a Nil) (pairs b Nil))))

(define-instance ((Hash :key) (Hash :value) => Hash (OrdMap :key :value))
  (define (hash mp) (iter:elementwise-hash! (entries mp))))

(define-instance (Default (OrdMap :key :value))
  (define (default) Tip))

(define-instance (Ord :key => Semigroup (OrdMap :key :value))
  (define (<> a b) (union a b)))

(define-instance (Ord :key => Monoid (OrdMap :key :value))
  (define mempty Tip))

(define-instance (Functor (OrdMap :key))
  (define (map f mp)
    (match mp
      ((Tip) Tip)
      ((Bin n k v l r)
       (let ((lower (map f l)))
         (let ((here (f v)))
           (Bin n k here lower (map f r))))))))

(define-instance (Foldable (OrdMap :key))
  (define (fold f a mp) (fold-entries (fn (b _ v) (f b v)) a mp))
  (define (foldr f a mp)
    (match mp
      ((Tip) a)
      ((Bin _ _ v l r) (foldr f (f v (foldr f a r)) l)))))

(define-instance (Traversable (OrdMap :key))
  (define (traverse f mp)
    (match mp
      ((Tip) (pure Tip))
      ((Bin n k v l r)
       (liftA2 (fn (build upper) (build upper))
               (liftA2 (fn (lower here) (fn (upper) (Bin n k here lower upper)))
                       (traverse f l)
                       (f v))
               (traverse f r))))))

(define-instance (IntoIterator (OrdMap :key :value) (Tuple :key :value))
  (define (into-iter mp) (entries mp)))

(define-instance (Ord :key => FromIterator (OrdMap :key :value) (Tuple :key :value))
  (define (collect! it) (coalton/ordmap:collect! it)))

(define-instance ((Show :key) (Show :value) => Show (OrdMap :key :value))
  (define (show-to f mp) (show-pairs "OrdMap" (pairs mp Nil) f)))

;; A builder keeps the first value that a key is given.

(define-instance (Ord :key => FromItemizedAssociation (OrdMap :key :value) :key :value (OrdMap :key :value))
  (define (begin-association-builder _ _) Tip)
  (define (adjoin-to-association-builder _ mp _ k v) (adjoin mp k v))
  (define (finalize-association-builder _ mp) mp))

(define-instance (Ord :key => FromAssociationComprehension (OrdMap :key :value) :key :value (OrdMap :key :value))
  (define (begin-association-comprehension _ _) Tip)
  (define (adjoin-to-association-comprehension _ mp k v) (adjoin mp k v))
  (define (finalize-association-comprehension _ mp) mp))
