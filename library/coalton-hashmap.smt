;;;; coalton/hashmap -- persistent maps by the hashes of their keys.
;;;;
;;;; A compressed hash array mapped trie (Steindorfer and Vinju, Optimizing Hash-Array Mapped Tries, 2015): five bits of
;;;; the hash choose one of 32 places at every depth, and a node has room only for the places that are taken. A place
;;;; holds an entry or a node. A node is a single array:
;;;;
;;;;     bits   key value  key value ...   ... node node
;;;;
;;;; The lower half of the bits says which places hold entries, which come in the order of their places; the upper half
;;;; which hold nodes, which come in the opposite order at the end. Below depth 60 the hash has no bits left: what comes
;;;; there are nodes without bits, whose keys have the same hash. No node but the root holds less than two entries.

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
  (Node-of (Array UFix)))

(define-type (HashMap :key :value)
  "A persistent map from keys to values."
  (HashMap UFix (Node :key :value)))

(declare empty (HashMap :k :v))
(define empty
  "The map without entries."
  (HashMap 0 (Node-of (p:array-new 1 0))))

(declare empty? (HashMap :k :v -> Boolean))
(define (empty? (HashMap n _))
  "Has it no entries?

    (empty? (the (HashMap Integer Integer) empty))  => True"
  (== n 0))

(declare count (HashMap :k :v -> Integer))
(define (count (HashMap n _))
  "How many entries it has.

    (count (insert (insert empty 1 \"a\") 1 \"b\"))  => 1"
  (p:word->int n))

;;; Nodes

(declare hash-of (Hash :k => :k -> UFix))
(define (hash-of key)
  (p:cast (hash key)))

;; The bit of the place that a hash leads to at that depth (in bits).
(declare bit-of (UFix -> UFix -> UFix))
(define (bit-of depth h)
  (p:word-shl 1 (p:word-and (p:word-shr h depth) 31)))

(declare has? (UFix -> UFix -> Boolean))
(define (has? bits bit)
  (not (== 0 (p:word-and bits bit))))

(declare bits-of (Node :k :v -> UFix))
(define (bits-of (Node-of node))
  (p:array-ref node 0))

(declare node-bits (UFix -> UFix))
(define (node-bits bits)
  (p:word-shr bits 32))

;; Where the key of a place's entry is, or would be. (A bit is less than 2^32, so the upper half does not count.)
(declare entry-at (UFix -> UFix -> UFix))
(define (entry-at bits bit)
  (let ((before (p:word-popcount (p:word-and bits (- bit 1)))))
    (+ 1 (+ before before))))

;; Where the node of a place is, or would be in a node of that length.
(declare node-at (UFix -> UFix -> UFix -> UFix))
(define (node-at length bits bit)
  (- (- length 1) (p:word-popcount (p:word-and (node-bits bits) (- bit 1)))))

;; Behind the last entry: where the nodes begin.
(declare entries-end (Node :k :v -> UFix))
(define (entries-end (Node-of node))
  (- (p:array-length node) (p:word-popcount (node-bits (p:array-ref node 0)))))

(declare size-of (Node :k :v -> UFix))
(define (size-of (Node-of node))
  (p:array-length node))

(declare key-at (Node :k :v -> UFix -> :k))
(define (key-at (Node-of node) at)
  (p:cast (p:array-ref node at)))

(declare value-at (Node :k :v -> UFix -> :v))
(define (value-at (Node-of node) at)
  (p:cast (p:array-ref node (+ at 1))))

(declare child-at (Node :k :v -> UFix -> Node :k :v))
(define (child-at (Node-of node) at)
  (p:cast (p:array-ref node at)))

;; Has the hash no bits left at that depth?
(declare spent? (UFix -> Boolean))
(define (spent? depth)
  (> depth 60))

;;; Other nodes. What is put into an array loses its type: that is what p:cast is for here.

(declare with-word (Node :k :v -> UFix -> UFix -> Node :k :v))
(define (with-word (Node-of node) at word)
  (let ((other (p:array-copy node 0 (p:array-length node))))
    (p:array-set! other at word)
    (Node-of other)))

(declare with-entry (Node :k :v -> UFix -> :k -> :v -> Node :k :v))
(define (with-entry (Node-of node) at key value)
  (let ((other (p:array-copy node 0 (p:array-length node))))
    (p:array-set! other at (p:cast key))
    (p:array-set! other (+ at 1) (p:cast value))
    (Node-of other)))

(declare with-new-entry (Node :k :v -> UFix -> UFix -> :k -> :v -> Node :k :v))
(define (with-new-entry (Node-of node) bits at key value)
  (let ((n (p:array-length node)))
    (let ((more (p:array-new (+ n 2) bits)))
      (p:array-blit! node 1 more 1 (- at 1))
      (p:array-set! more at (p:cast key))
      (p:array-set! more (+ at 1) (p:cast value))
      (p:array-blit! node at more (+ at 2) (- n at))
      (Node-of more))))

(declare without-entry (Node :k :v -> UFix -> UFix -> Node :k :v))
(define (without-entry (Node-of node) bits at)
  (let ((n (- (p:array-length node) 2)))
    (let ((less (p:array-new n bits)))
      (p:array-blit! node 1 less 1 (- at 1))
      (p:array-blit! node (+ at 2) less at (- n at))
      (Node-of less))))

;; A node takes the place of the entry there.
(declare entry-to-node (Node :k :v -> UFix -> UFix -> UFix -> Node :k :v -> Node :k :v))
(define (entry-to-node (Node-of node) bits bit at child)
  (let ((n (- (p:array-length node) 1)))
    (let ((other (p:array-new n (p:word-or (p:word-xor bits bit) (p:word-shl bit 32))))
          (to (node-at n bits bit)))
      (p:array-blit! node 1 other 1 (- at 1))
      (p:array-blit! node (+ at 2) other at (- to at))
      (p:array-set! other to (p:cast child))
      (p:array-blit! node (+ to 2) other (+ to 1) (- (- n to) 1))
      (Node-of other))))

;; The only entry of a node takes the place of the node.
(declare node-to-entry (Node :k :v -> UFix -> UFix -> UFix -> Node :k :v -> Node :k :v))
(define (node-to-entry (Node-of node) bits bit from (Node-of child))
  (let ((n (+ (p:array-length node) 1))
        (at (entry-at bits bit)))
    (let ((other (p:array-new n (p:word-or (p:word-xor bits (p:word-shl bit 32)) bit))))
      (p:array-blit! node 1 other 1 (- at 1))
      (p:array-set! other at (p:array-ref child 1))
      (p:array-set! other (+ at 1) (p:array-ref child 2))
      (p:array-blit! node at other (+ at 2) (- from at))
      (p:array-blit! node (+ from 1) other (+ from 2) (- (- n from) 2))
      (Node-of other))))

;; The node at that depth of two entries with different keys.
(declare pair (UFix -> UFix -> :k -> :v -> UFix -> :k -> :v -> Node :k :v))
(define (pair depth h1 key1 value1 h2 key2 value2)
  (if (spent? depth)
      (two-entries 0 key1 value1 key2 value2)
      (let ((bit1 (bit-of depth h1))
            (bit2 (bit-of depth h2)))
        (cond
          ((== bit1 bit2)
           (let ((node (p:array-new 2 (p:word-shl bit1 32))))
             (p:array-set! node 1 (p:cast (pair (+ depth 5) h1 key1 value1 h2 key2 value2)))
             (Node-of node)))
          ((< bit1 bit2) (two-entries (p:word-or bit1 bit2) key1 value1 key2 value2))
          (True (two-entries (p:word-or bit1 bit2) key2 value2 key1 value1))))))

(declare two-entries (UFix -> :k -> :v -> :k -> :v -> Node :k :v))
(define (two-entries bits key1 value1 key2 value2)
  (let ((node (p:array-new 5 bits)))
    (p:array-set! node 1 (p:cast key1))
    (p:array-set! node 2 (p:cast value1))
    (p:array-set! node 3 (p:cast key2))
    (p:array-set! node 4 (p:cast value2))
    (Node-of node)))

;; Has it one entry and nothing else?
(declare single? (Node :k :v -> Boolean))
(define (single? node)
  (and (== 3 (size-of node)) (== 0 (node-bits (bits-of node)))))

;;; Looking

(declare lookup (Hash :k => HashMap :k :v * :k -> Optional :v))
(define (lookup (HashMap _ root) key)
  "The value of a key.

    (lookup (insert empty 1 \"a\") 1)  => (Some \"a\")
    (lookup (insert empty 1 \"a\") 2)  => None"
  (find-in root 0 (hash-of key) key))

(declare find-in (Eq :k => Node :k :v -> UFix -> UFix -> :k -> Optional :v))
(define (find-in node depth h key)
  (if (spent? depth)
      (let ((at (place-among node key)))
        (if (== at 0) None (Some (value-at node at))))
      (let ((bits (bits-of node))
            (bit (bit-of depth h)))
        (cond
          ((has? bits bit)
           (let ((at (entry-at bits bit)))
             (if (== key (key-at node at)) (Some (value-at node at)) None)))
          ((has? (node-bits bits) bit)
           (find-in (child-at node (node-at (size-of node) bits bit)) (+ depth 5) h key))
          (True None)))))

;; Where a key is among those of one hash; 0 when it is not.
(declare place-among (Eq :k => Node :k :v -> :k -> UFix))
(define (place-among node key)
  (rec look ((at 1))
    (cond
      ((>= at (size-of node)) 0)
      ((== key (key-at node at)) at)
      (True (look (+ at 2))))))

;;; Changing one entry

;; The node with an entry. The cell tells afterwards whether the key is new.
(declare put-in (Hash :k => Cell Boolean -> Node :k :v -> UFix -> UFix -> :k -> :v -> Node :k :v))
(define (put-in new? node depth h key value)
  (if (spent? depth)
      (put-among new? node key value)
      (let ((bits (bits-of node))
            (bit (bit-of depth h)))
        (cond
          ((has? bits bit)
           (let ((at (entry-at bits bit)))
             (let ((key1 (key-at node at)))
               (if (== key key1)
                   (with-entry node at key value)
                   (progn
                     (p:cell-write! new? True)
                     (entry-to-node node bits bit at
                                    (pair (+ depth 5) (hash-of key1) key1 (value-at node at)
                                          h key value)))))))
          ((has? (node-bits bits) bit)
           (let ((at (node-at (size-of node) bits bit)))
             (with-word node at
                        (p:cast (put-in new? (child-at node at) (+ depth 5) h key value)))))
          (True
           (p:cell-write! new? True)
           (with-new-entry node (p:word-or bits bit) (entry-at bits bit) key value))))))

(declare put-among (Eq :k => Cell Boolean -> Node :k :v -> :k -> :v -> Node :k :v))
(define (put-among new? node key value)
  (let ((at (place-among node key)))
    (if (== at 0)
        (progn
          (p:cell-write! new? True)
          (with-new-entry node 0 1 key value))
        (with-entry node at key value))))

;; The node without a key that it has.
(declare take-out (Eq :k => Node :k :v -> UFix -> UFix -> :k -> Node :k :v))
(define (take-out node depth h key)
  (if (spent? depth)
      (without-entry node 0 (place-among node key))
      (let ((bits (bits-of node))
            (bit (bit-of depth h)))
        (if (has? bits bit)
            (without-entry node (p:word-xor bits bit) (entry-at bits bit))
            (let ((at (node-at (size-of node) bits bit)))
              (let ((child (take-out (child-at node at) (+ depth 5) h key)))
                (if (single? child)
                    (node-to-entry node bits bit at child)
                    (with-word node at (p:cast child)))))))))

(declare insert (Hash :k => HashMap :k :v * :k * :v -> HashMap :k :v))
(define (insert (HashMap n root) key val)
  "The map in which the key has that value, whether it had one or not.

    (insert (insert empty \"a\" 1) \"a\" 2)  => #<HashMap [\"a\" => 2]>
    (insert (insert empty 1 \"a\") 1 \"b\")  => #<HashMap [1 => \"b\"]>"
  (let ((new? (p:cell-new False)))
    (let ((node (put-in new? root 0 (hash-of key) key val)))
      (HashMap (if (p:cell-read new?) (+ n 1) n) node))))

(declare adjoin (Hash :k => HashMap :k :v * :k * :v -> HashMap :k :v))
(define (adjoin hm key val)
  "The map in which the key has that value, unless it had one already.

    (adjoin (insert empty \"a\" 1) \"a\" 2)  => #<HashMap [\"a\" => 1]>
    (adjoin (insert empty 1 \"a\") 1 \"b\")  => #<HashMap [1 => \"a\"]>"
  (if (some? (lookup hm key)) hm (insert hm key val)))

(declare replace (Hash :k => HashMap :k :v * :k * :v -> HashMap :k :v))
(define (replace hm key val)
  "The map in which the key has that value, if it had one before.

    (replace empty \"a\" 1)  => #<HashMap [=>]>
    (replace (insert empty 1 \"a\") 2 \"b\")  => #<HashMap [1 => \"a\"]>"
  (if (some? (lookup hm key)) (insert hm key val) hm))

(declare remove (Hash :k => HashMap :k :v * :k -> HashMap :k :v))
(define (remove hm key)
  "The map without the key.

    (remove (insert empty 1 \"a\") 1)  => #<HashMap [=>]>
    (remove (insert empty 1 \"a\") 2)  => #<HashMap [1 => \"a\"]>"
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
  (let ((end (entries-end node)))
    (fold-nodes f (fold-pairs f a node 1 end) node end)))

(declare fold-pairs ((:a -> :k -> :v -> :a) -> :a -> Node :k :v -> UFix -> UFix -> :a))
(define (fold-pairs f a node at end)
  (if (< at end)
      (fold-pairs f (f a (key-at node at) (value-at node at)) node (+ at 2) end)
      a))

(declare fold-nodes ((:a -> :k -> :v -> :a) -> :a -> Node :k :v -> UFix -> :a))
(define (fold-nodes f a node at)
  (if (< at (size-of node))
      (fold-nodes f (fold-node f a (child-at node at)) node (+ at 1))
      a))

(declare fold-entries ((:a -> :k -> :v -> :a) -> :a -> HashMap :k :v -> :a))
(define (fold-entries f a (HashMap _ root))
  (fold-node f a root))

;; An iterator keeps the node that it is in, how far it has come there, and the nodes that are still to come.
(declare over-entries ((:k -> :v -> :a) -> HashMap :k :v -> iter:Iterator :a))
(define (over-entries f (HashMap n root))
  (let ((here (p:cell-new root))
        (at (p:cell-new 1))
        (ahead (p:cell-new Nil)))
    (iter:with-size (fn () (next-entry f here at ahead)) n)))

(declare next-entry ((:k -> :v -> :a) -> Cell (Node :k :v) -> Cell UFix -> Cell (List (Node :k :v))
                     -> Optional :a))
(define (next-entry f here at ahead)
  (let ((node (p:cell-read here))
        (i (p:cell-read at)))
    (if (< i (entries-end node))
        (progn
          (p:cell-write! at (+ i 2))
          (Some (f (key-at node i) (value-at node i))))
        (match (nodes-before (size-of node) (max i (entries-end node)) node (p:cell-read ahead))
          ((Nil)
           (p:cell-write! at (size-of node))
           (p:cell-write! ahead Nil)
           None)
          ((Cons next others)
           (p:cell-write! here next)
           (p:cell-write! at 1)
           (p:cell-write! ahead others)
           (next-entry f here at ahead))))))

;; The nodes from number `first` up to, and without, i, in front of others.
(declare nodes-before (UFix -> UFix -> Node :k :v -> List (Node :k :v) -> List (Node :k :v)))
(define (nodes-before i first node others)
  (if (<= i first)
      others
      (nodes-before (- i 1) first node (Cons (child-at node (- i 1)) others))))

(declare entries (Hash :k => HashMap :k :v -> iter:Iterator (Tuple :k :v)))
(define (entries hm)
  "Every key with its value, in no particular order."
  (over-entries Tuple hm))

(declare keys (Hash :k => HashMap :k :v -> iter:Iterator :k))
(define (keys hm)
  "The keys, in no particular order.

    (the (List Integer) (iter:collect! (keys (insert empty 1 \"a\"))))  => #<List [1]>"
  (over-entries (fn (key _) key) hm))

(declare values-iter (Hash :k => HashMap :k :v -> iter:Iterator :v))
(define (values-iter hm)
  "The values, in no particular order.

    (the (List String) (iter:collect! (values-iter (insert empty 1 \"a\"))))  => #<List [\"a\"]>"
  (over-entries (fn (_ value) value) hm))

;;; Whole maps: the smaller one is gone through where that gives the same.

(declare has-key? (Hash :k => HashMap :k :v -> :k -> Boolean))
(define (has-key? hm key)
  (some? (lookup hm key)))

(declare smaller? (HashMap :k :v -> HashMap :k :v -> Boolean))
(define (smaller? (HashMap m _) (HashMap n _))
  (< m n))

(declare union (Hash :k => HashMap :k :v * HashMap :k :v -> HashMap :k :v))
(define (union a b)
  "The entries of both; where both have a key, the value of the first.

    (union (insert empty 1 \"a\") (insert empty 1 \"b\"))  => #<HashMap [1 => \"a\"]>"
  (if (smaller? a b)
      (fold-entries insert b a)
      (fold-entries adjoin a b)))

(declare intersection (Hash :k => HashMap :k :v * HashMap :k :v -> HashMap :k :v))
(define (intersection a b)
  "The entries of the first whose keys are in the second, too.

    (intersection (insert empty 1 \"a\") (insert empty 1 \"b\"))  => #<HashMap [1 => \"a\"]>"
  (if (smaller? b a)
      (fold-entries (fn (both key _)
                      (match (lookup a key)
                        ((Some value) (insert both key value))
                        ((None) both)))
                    empty b)
      (fold-entries (fn (both key _) (if (has-key? b key) both (remove both key))) a a)))

(declare difference (Hash :k => HashMap :k :v * HashMap :k :v -> HashMap :k :v))
(define (difference a b)
  "The entries of the first whose keys are not in the second.

    (difference (insert (insert empty 1 \"a\") 2 \"b\") (insert empty 1 \"c\"))  => #<HashMap [2 => \"b\"]>"
  (if (smaller? b a)
      (fold-entries (fn (left key _) (remove left key)) a b)
      (fold-entries (fn (left key _) (if (has-key? b key) (remove left key) left)) a a)))

(declare xor (Hash :k => HashMap :k :v * HashMap :k :v -> HashMap :k :v))
(define (xor a b)
  "The entries whose keys are in exactly one of the two.

    (xor (insert (insert empty 1 \"a\") 2 \"b\") (insert empty 1 \"c\"))  => #<HashMap [2 => \"b\"]>"
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
(define (map-node f (Node-of node))
  (let ((other (Node-of (p:array-copy node 0 (p:array-length node)))))
    (map-values! f other 2 (entries-end other))
    (map-nodes! f other (entries-end other))
    (p:cast other)))

;; In a node that is not yet anybody's. Its type is still that of what it was copied from.
(declare map-values! ((:v -> :w) -> Node :k :v -> UFix -> UFix -> Unit))
(define (map-values! f node at end)
  (if (< at end)
      (match node
        ((Node-of words)
         (p:array-set! words at (p:cast (f (p:cast (p:array-ref words at)))))
         (map-values! f node (+ at 2) end)))
      Unit))

(declare map-nodes! ((:v -> :w) -> Node :k :v -> UFix -> Unit))
(define (map-nodes! f node at)
  (if (< at (size-of node))
      (match node
        ((Node-of words)
         (p:array-set! words at (p:cast (map-node f (child-at node at))))
         (map-nodes! f node (+ at 1))))
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
