;;;; coalton/hashmap -- persistent maps by the hashes of their keys.
;;;;
;;;; A hash array mapped trie (Bagwell, Ideal Hash Trees): five bits of the hash choose one of 32 children at
;;;; every height, and a branch has places only for the children that there are, which a bit map tells.

(package coalton/hashmap
  (import
   coalton/types
   coalton/classes
   coalton/builtin
   coalton/functions
   coalton/hash
   coalton/math/arith
   coalton/optional
   coalton/show
   coalton/tuple
   (coalton/iterator as iter)
   (coalton/list as list)
   (smelter/prim as p))
  (import-from coalton/iterator IntoIterator into-iter FromIterator collect!)
  (export
   HashMap empty empty? count lookup insert adjoin replace remove update modify modify-get
   union intersection difference xor keys values-iter entries))

(define-type (Node :k :v)
  Hollow
  (Leaf UFix :k :v)                  ; the hash, the key, its value
  (Clash UFix (List (Tuple :k :v)))  ; several keys with one hash
  (Branch UFix (Array (Node :k :v))))

(define-type (HashMap :key :value)
  "A persistent map from keys to values."
  (HashMap UFix (Node :key :value)))

(declare empty (HashMap :k :v))
(define empty
  "The map without entries."
  (HashMap 0 Hollow))

(declare empty? (HashMap :k :v -> Boolean))
(define (empty? (HashMap n _))
  "Has it no entries?"
  (== n 0))

(declare count (HashMap :k :v -> Integer))
(define (count (HashMap n _))
  "How many entries it has."
  (p:word->int n))

;;; Branches

(declare hash-of (Hash :k => :k -> UFix))
(define (hash-of key)
  (p:cast (hash key)))

;; The bit of the child that a hash leads to, in a branch at that depth (in bits).
(declare bit-of (UFix -> UFix -> UFix))
(define (bit-of depth h)
  (p:word-shl 1 (p:word-and (p:word-shr h depth) 31)))

;; The place of that child among those that there are.
(declare place-of (UFix -> UFix -> UFix))
(define (place-of bits bit)
  (p:word-popcount (p:word-and bits (- bit 1))))

(declare has? (UFix -> UFix -> Boolean))
(define (has? bits bit)
  (not (== 0 (p:word-and bits bit))))

(declare with-child (Array :a -> UFix -> :a -> Array :a))
(define (with-child kids at kid)
  (let ((other (p:array-copy kids 0 (p:array-length kids))))
    (p:array-set! other at kid)
    other))

(declare with-new-child (Array :a -> UFix -> :a -> Array :a))
(define (with-new-child kids at kid)
  (let ((n (p:array-length kids)))
    (let ((more (p:array-new (+ n 1) kid)))
      (p:array-blit! kids 0 more 0 at)
      (p:array-blit! kids at more (+ at 1) (- n at))
      more)))

(declare without-child (Array :a -> UFix -> Array :a))
(define (without-child kids at)
  (let ((n (- (p:array-length kids) 1)))
    (let ((less (p:array-copy kids 0 n)))
      (p:array-blit! kids (+ at 1) less at (- n at))
      less)))

;;; Looking

(declare lookup (Hash :k => HashMap :k :v * :k -> Optional :v))
(define (lookup (HashMap _ root) key)
  "The value of a key.

    (lookup (insert empty \"a\" 1) \"a\")  => (Some 1)"
  (find-in root 0 (hash-of key) key))

(declare find-in (Eq :k => Node :k :v -> UFix -> UFix -> :k -> Optional :v))
(define (find-in node depth h key)
  (match node
    ((Branch bits kids)
     (let ((bit (bit-of depth h)))
       (if (has? bits bit)
           (find-in (p:array-ref kids (place-of bits bit)) (+ depth 5) h key)
           None)))
    ((Leaf h1 key1 value)
     (if (and (== h h1) (== key key1)) (Some value) None))
    ((Clash h1 pairs)
     (if (== h h1) (list:lookup key pairs) None))
    ((Hollow) None)))

;;; Changing one entry

;; The node with an entry. The cell tells afterwards whether the key is new.
(declare put-in (Eq :k => Cell Boolean -> Node :k :v -> UFix -> UFix -> :k -> :v -> Node :k :v))
(define (put-in new? node depth h key value)
  (match node
    ((Branch bits kids)
     (let ((bit (bit-of depth h)))
       (let ((at (place-of bits bit)))
         (if (has? bits bit)
             (Branch bits
                     (with-child kids at
                                 (put-in new? (p:array-ref kids at) (+ depth 5) h key value)))
             (progn
               (p:cell-write! new? True)
               (Branch (p:word-or bits bit)
                       (with-new-child kids at (Leaf h key value))))))))
    ((Leaf h1 key1 value1)
     (cond
       ((/= h h1)
        (p:cell-write! new? True)
        (pair depth h1 node h (Leaf h key value)))
       ((== key key1) (Leaf h key value))
       (True
        (p:cell-write! new? True)
        (Clash h (make-list (Tuple key value) (Tuple key1 value1))))))
    ((Clash h1 pairs)
     (cond
       ((/= h h1)
        (p:cell-write! new? True)
        (pair depth h1 node h (Leaf h key value)))
       (True
        (let ((others (without-key key pairs)))
          (when (== (list:length others) (list:length pairs))
            (p:cell-write! new? True))
          (Clash h (Cons (Tuple key value) others))))))
    ((Hollow)
     (p:cell-write! new? True)
     (Leaf h key value))))

(declare without-key (Eq :k => :k -> List (Tuple :k :v) -> List (Tuple :k :v)))
(define (without-key key pairs)
  (list:remove-if (fn ((Tuple key1 _)) (== key key1)) pairs))

;; The branch at that depth of two nodes with different hashes.
(declare pair (UFix -> UFix -> Node :k :v -> UFix -> Node :k :v -> Node :k :v))
(define (pair depth h1 node1 h2 node2)
  (let ((bit1 (bit-of depth h1))
        (bit2 (bit-of depth h2)))
    (cond
      ((== bit1 bit2)
       (Branch bit1 (p:array-new 1 (pair (+ depth 5) h1 node1 h2 node2))))
      ((< bit1 bit2)
       (Branch (p:word-or bit1 bit2) (with-new-child (p:array-new 1 node1) 1 node2)))
      (True
       (Branch (p:word-or bit1 bit2) (with-new-child (p:array-new 1 node2) 1 node1))))))

;; The node without a key that it has.
(declare take-out (Eq :k => Node :k :v -> UFix -> UFix -> :k -> Node :k :v))
(define (take-out node depth h key)
  (match node
    ((Branch bits kids)
     (let ((bit (bit-of depth h)))
       (let ((at (place-of bits bit)))
         (match (take-out (p:array-ref kids at) (+ depth 5) h key)
           ((Hollow)
            (if (== (p:array-length kids) 1)
                Hollow
                (raised (p:word-and bits (p:word-not bit)) (without-child kids at))))
           (kid (raised bits (with-child kids at kid)))))))
    ((Clash _ pairs)
     (match (without-key key pairs)
       ((Cons (Tuple key1 value) (Nil)) (Leaf h key1 value))
       (others (Clash h others))))
    ((Leaf _ _ _) Hollow)
    ((Hollow) Hollow)))

;; A branch, or its only child if that is no branch.
(declare raised (UFix -> Array (Node :k :v) -> Node :k :v))
(define (raised bits kids)
  (if (== (p:array-length kids) 1)
      (match (p:array-ref kids 0)
        ((Branch _ _) (Branch bits kids))
        (kid kid))
      (Branch bits kids)))

(declare insert (Hash :k => HashMap :k :v * :k * :v -> HashMap :k :v))
(define (insert (HashMap n root) key val)
  "The map in which the key has that value, whether it had one or not.

    (insert (insert empty \"a\" 1) \"a\" 2)  => #<HashMap [\"a\" => 2]>"
  (let ((new? (p:cell-new False)))
    (let ((node (put-in new? root 0 (hash-of key) key val)))
      (HashMap (if (p:cell-read new?) (+ n 1) n) node))))

(declare adjoin (Hash :k => HashMap :k :v * :k * :v -> HashMap :k :v))
(define (adjoin hm key val)
  "The map in which the key has that value, unless it had one already.

    (adjoin (insert empty \"a\" 1) \"a\" 2)  => #<HashMap [\"a\" => 1]>"
  (if (some? (lookup hm key)) hm (insert hm key val)))

(declare replace (Hash :k => HashMap :k :v * :k * :v -> HashMap :k :v))
(define (replace hm key val)
  "The map in which the key has that value, if it had one before.

    (replace empty \"a\" 1)  => #<HashMap [=>]>"
  (if (some? (lookup hm key)) (insert hm key val) hm))

(declare remove (Hash :k => HashMap :k :v * :k -> HashMap :k :v))
(define (remove hm key)
  "The map without the key."
  (match hm
    ((HashMap n root)
     (if (some? (lookup hm key))
         (HashMap (- n 1) (take-out root 0 (hash-of key) key))
         hm))))

(declare update (Hash :k => HashMap :k :v * :k * (Optional :v -> Optional :v * :a) -> HashMap :k :v * :a))
(define (update hm key f)
  "f takes the value of the key, if it has one, and gives the new one, or None to take the key out, and
something else, which is given beside the new map."
  (let (values new result) = (f (lookup hm key)))
  (match new
    ((Some val) (values (insert hm key val) result))
    ((None) (values (remove hm key) result))))

(declare modify (Hash :k => HashMap :k :v * :k * (:v -> :v) -> HashMap :k :v))
(define (modify hm key f)
  "The map with f applied to the value of the key, if it has one.

    (modify (insert empty \"a\" 1) \"a\" (fn (x) (+ x 10)))  => #<HashMap [\"a\" => 11]>"
  (match (lookup hm key)
    ((Some val) (insert hm key (f val)))
    ((None) hm)))

(declare modify-get (Hash :k => HashMap :k :v * :k * (:v -> :v) -> HashMap :k :v * Optional :v))
(define (modify-get hm key f)
  "The same, and the new value."
  (match (lookup hm key)
    ((Some val)
     (let ((new (f val)))
       (values (insert hm key new) (Some new))))
    ((None) (values hm None))))

;;; Going through

(declare fold-node ((:a -> :k -> :v -> :a) -> :a -> Node :k :v -> :a))
(define (fold-node f a node)
  (match node
    ((Hollow) a)
    ((Leaf _ key value) (f a key value))
    ((Clash _ pairs) (fold (fn (b (Tuple key value)) (f b key value)) a pairs))
    ((Branch _ kids) (fold-kids f a kids 0))))

(declare fold-kids ((:a -> :k -> :v -> :a) -> :a -> Array (Node :k :v) -> UFix -> :a))
(define (fold-kids f a kids i)
  (if (< i (p:array-length kids))
      (fold-kids f (fold-node f a (p:array-ref kids i)) kids (+ i 1))
      a))

(declare fold-entries ((:a -> :k -> :v -> :a) -> :a -> HashMap :k :v -> :a))
(define (fold-entries f a (HashMap _ root))
  (fold-node f a root))

;; An iterator keeps the nodes that are still to come.
(declare over-entries ((:k -> :v -> :a) -> HashMap :k :v -> iter:Iterator :a))
(define (over-entries f (HashMap n root))
  (let ((ahead (p:cell-new (make-list root))))
    (iter:with-size (fn () (next-entry f ahead)) n)))

(declare next-entry ((:k -> :v -> :a) -> Cell (List (Node :k :v)) -> Optional :a))
(define (next-entry f ahead)
  (match (p:cell-read ahead)
    ((Nil) None)
    ((Cons node others)
     (match node
       ((Leaf _ key value)
        (p:cell-write! ahead others)
        (Some (f key value)))
       ((Branch _ kids)
        (p:cell-write! ahead (kids-before (p:array-length kids) kids others))
        (next-entry f ahead))
       ((Clash h pairs)
        (p:cell-write! ahead (append-leaves h pairs others))
        (next-entry f ahead))
       ((Hollow)
        (p:cell-write! ahead others)
        (next-entry f ahead))))))

(declare kids-before (UFix -> Array (Node :k :v) -> List (Node :k :v) -> List (Node :k :v)))
(define (kids-before i kids others)
  (if (== i 0)
      others
      (kids-before (- i 1) kids (Cons (p:array-ref kids (- i 1)) others))))

(declare append-leaves (UFix -> List (Tuple :k :v) -> List (Node :k :v) -> List (Node :k :v)))
(define (append-leaves h pairs others)
  (fold (fn (nodes (Tuple key value)) (Cons (Leaf h key value) nodes)) others pairs))

(declare entries (Hash :k => HashMap :k :v -> iter:Iterator (Tuple :k :v)))
(define (entries hm)
  "Every key with its value, in no particular order."
  (over-entries Tuple hm))

(declare keys (Hash :k => HashMap :k :v -> iter:Iterator :k))
(define (keys hm)
  "The keys, in no particular order."
  (over-entries (fn (key _) key) hm))

(declare values-iter (Hash :k => HashMap :k :v -> iter:Iterator :v))
(define (values-iter hm)
  "The values, in no particular order."
  (over-entries (fn (_ value) value) hm))

;;; Whole maps

;; The entries of a of whose keys f is true.
(declare only (Hash :k => (:k -> Boolean) -> HashMap :k :v -> HashMap :k :v))
(define (only f hm)
  (fold-entries (fn (kept key _) (if (f key) kept (remove kept key))) hm hm))

(declare has-key? (Hash :k => HashMap :k :v -> :k -> Boolean))
(define (has-key? hm key)
  (some? (lookup hm key)))

(declare union (Hash :k => HashMap :k :v * HashMap :k :v -> HashMap :k :v))
(define (union a b)
  "The entries of both; where both have a key, the value of the first.

    (union (insert empty \"a\" 1) (insert empty \"a\" 2))  => #<HashMap [\"a\" => 1]>"
  (fold-entries insert b a))

(declare intersection (Hash :k => HashMap :k :v * HashMap :k :v -> HashMap :k :v))
(define (intersection a b)
  "The entries of the first whose keys are in the second, too."
  (only (fn (key) (has-key? b key)) a))

(declare difference (Hash :k => HashMap :k :v * HashMap :k :v -> HashMap :k :v))
(define (difference a b)
  "The entries of the first whose keys are not in the second."
  (only (fn (key) (not (has-key? b key))) a))

(declare xor (Hash :k => HashMap :k :v * HashMap :k :v -> HashMap :k :v))
(define (xor a b)
  "The entries whose keys are in exactly one of the two."
  (union (difference a b) (difference b a)))

;;; Instances

(define-instance ((Eq :k) (Eq :v) (Hash :k) => Eq (HashMap :k :v))
  (define (== a b)
    (and (== (count a) (count b))
         (fold-entries (fn (same? key value)
                         (and same?
                              (match (lookup b key)
                                ((Some other) (== value other))
                                ((None) False))))
                       True
                       a))))

(define-instance ((Hash :k) (Hash :v) => Hash (HashMap :k :v))
  (define (hash hm)
    (fold-entries (fn (so-far key value)
                    (combine-hashes-order-independent so-far (combine-hashes (hash key) (hash value))))
                  mempty
                  hm)))

(define-instance (Default (HashMap :k :v))
  (define (default) empty))

(define-instance (Hash :k => Semigroup (HashMap :k :v))
  (define (<> a b) (union a b)))

(define-instance (Hash :k => Monoid (HashMap :k :v))
  (define mempty empty))

(define-instance (Functor (HashMap :key))
  (define (map f (HashMap n root))
    (HashMap n (map-node f root))))

(declare map-node ((:v -> :w) -> Node :k :v -> Node :k :w))
(define (map-node f node)
  (match node
    ((Hollow) Hollow)
    ((Leaf h key value) (Leaf h key (f value)))
    ((Clash h pairs) (Clash h (map (fn ((Tuple key value)) (Tuple key (f value))) pairs)))
    ((Branch bits kids)
     (let ((others (p:array-new (p:array-length kids) Hollow)))
       (map-kids! others f kids 0)
       (Branch bits others)))))

(declare map-kids! (Array (Node :k :w) -> (:v -> :w) -> Array (Node :k :v) -> UFix -> Unit))
(define (map-kids! others f kids i)
  (if (< i (p:array-length kids))
      (progn
        (p:array-set! others i (map-node f (p:array-ref kids i)))
        (map-kids! others f kids (+ i 1)))
      Unit))

(define-instance (Foldable (HashMap :key))
  (define (fold f a hm) (fold-entries (fn (b _ value) (f b value)) a hm))
  (define (foldr f a hm)
    (foldr f a (fold-entries (fn (vs _ value) (Cons value vs)) Nil hm))))

(define-instance (IntoIterator (HashMap :k :v) (Tuple :k :v))
  (define (into-iter hm) (over-entries Tuple hm)))

(define-instance (Hash :k => FromIterator (HashMap :k :v) (Tuple :k :v))
  (define (collect! it)
    (iter:fold! (fn (hm (Tuple key value)) (insert hm key value)) empty it)))

(define-instance ((Hash :k) (Show :k) (Show :v) => Show (HashMap :k :v))
  (define (show-to f hm)
    (show-pairs "HashMap" (collect! (over-entries Tuple hm)) f)))

;; A builder keeps the first value that a key is given.

(define-instance (Hash :key => FromItemizedAssociation (HashMap :key :value) :key :value (HashMap :key :value))
  (define (begin-association-builder _ _) empty)
  (define (adjoin-to-association-builder _ hm _ key value) (adjoin hm key value))
  (define (finalize-association-builder _ hm) hm))

(define-instance (Hash :key => FromAssociationComprehension (HashMap :key :value) :key :value (HashMap :key :value))
  (define (begin-association-comprehension _ _) empty)
  (define (adjoin-to-association-comprehension _ hm key value) (adjoin hm key value))
  (define (finalize-association-comprehension _ hm) hm))
