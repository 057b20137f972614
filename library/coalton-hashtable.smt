;;;; coalton/hashtable -- tables of values by their keys, which change in place.
;;;;
;;;; What a table is, and how it finds a key, is in smelter/table. The keys come in the order in which they
;;;; were put in.

(package coalton/hashtable
  (import
   coalton/types
   coalton/classes
   coalton/builtin
   coalton/hash
   coalton/show
   coalton/tuple
   smelter/table
   (coalton/iterator as iter)
   (smelter/prim as p))
  (import-from coalton/iterator IntoIterator into-iter FromIterator collect!)
  (export
   HashTable new with-capacity make get set! remove! extend! count keys values-iter entries))

(declare new (Hash :key => Void -> HashTable :key :value))
(define (new)
  "An empty table.

    (count (the (HashTable Integer String) (new)))  => 0"
  (table-with-room 0))

(declare with-capacity (Hash :key => Integer -> HashTable :key :value))
(define (with-capacity capacity)
  "An empty table with room for so many keys."
  (table-with-room (p:int->word (p:int-abs capacity))))

(declare get (Hash :key => HashTable :key :value * :key -> Optional :value))
(define (get table key)
  "The value of a key.

    (get (make (\"a\" 1)) \"a\")  => (Some 1)
    (let ((t (new))) (progn (set! t \"a\" 1) (get t \"a\")))  => (Some 1)
    (get (the (HashTable Integer String) (new)) 1)  => None"
  (table-get table key))

(declare set! (Hash :key => HashTable :key :value * :key * :value -> Void))
(define (set! table key value)
  "Give a key a value, in place of the one it may have.

    (let ((t (new))) (progn (set! t \"a\" 1) (set! t \"a\" 2) t))  => #<HashTable [\"a\" => 2]>"
  (table-set! table key value))

(declare remove! (Hash :key => HashTable :key :value * :key -> Void))
(define (remove! table key)
  "Take a key and its value out, if it is there.

    (let ((t (new))) (progn (set! t \"a\" 1) (remove! t \"a\") t))  => #<HashTable [=>]>"
  (table-remove! table key))

(declare extend! ((Hash :key) (IntoIterator :container (Tuple :key :value))
                  => HashTable :key :value * :container -> Void))
(define (extend! table iter)
  "Give all keys of something their values."
  (iter:for-each! (fn ((Tuple key value)) (table-set! table key value))
                  (into-iter iter)))

(declare count (HashTable :key :value -> Integer))
(define (count table)
  "How many keys there are.

    (let ((t (new))) (progn (set! t \"a\" 1) (count t)))  => 1"
  (p:word->int (table-count table)))

;; An iterator over what f finds at every entry.
(declare over-entries ((HashTable :key :value -> UFix -> :a) -> HashTable :key :value -> iter:Iterator :a))
(define (over-entries f table)
  (let ((here (p:cell-new 0)))
    (iter:with-size
     (fn ()
       (match (table-next table (p:cell-read here))
         ((None) None)
         ((Some i)
          (p:cell-write! here (+ i 1))
          (Some (f table i)))))
     (table-count table))))

(declare keys (HashTable :key :value -> iter:Iterator :key))
(define (keys table)
  "The keys.

    (let ((t (new))) (progn (set! t \"a\" 1) (the (List String) (iter:collect! (keys t)))))  => #<List [\"a\"]>"
  (over-entries table-key table))

(declare values-iter (HashTable :key :value -> iter:Iterator :value))
(define (values-iter table)
  "The values."
  (over-entries table-value table))

(declare entries (HashTable :key :value -> iter:Iterator (Tuple :key :value)))
(define (entries table)
  "Every key with its value."
  (over-entries entry table))

(declare entry (HashTable :key :value -> UFix -> Tuple :key :value))
(define (entry table i)
  (Tuple (table-key table i) (table-value table i)))

(define-macro (make (key value) …)
  "(make (k v) ...) is a table of these keys and values.

    (count (make (\"a\" 1) (\"b\" 2)))  => 2"
  (from-list (make-list (Tuple key value) …)))

(declare from-list (Hash :key => List (Tuple :key :value) -> HashTable :key :value))
(define (from-list pairs)
  (let ((table (table-with-room 0)))
    (extend! table pairs)
    table))

;;; Instances

(define-instance ((Hash :key) (Eq :value) => Eq (HashTable :key :value))
  (define (== a b)
    (and (== (table-count a) (table-count b))
         (iter:every! (fn ((Tuple key x))
                        (match (table-get b key)
                          ((Some y) (== x y))
                          ((None) False)))
                      (entries a)))))

(define-instance ((Hash :key) (Hash :value) => Hash (HashTable :key :value))
  (define (hash table)
    (iter:fold! (fn (so-far pair) (combine-hashes-order-independent so-far (hash pair)))
                mempty
                (entries table))))

(define-instance (Hash :key => Default (HashTable :key :value))
  (define (default) (table-with-room 0)))

(define-instance (IntoIterator (HashTable :key :value) (Tuple :key :value))
  (define (into-iter table) (entries table)))

(define-instance (Hash :key => FromIterator (HashTable :key :value) (Tuple :key :value))
  (define (collect! it)
    (let ((table (table-with-room 0)))
      (extend! table it)
      table)))

(define-instance ((Show :key) (Show :value) => Show (HashTable :key :value))
  (define (show-to f table)
    (show-pairs "HashTable" (collect! (entries table)) f)))

;; A builder keeps the first value that a key is given.

(define-instance (Hash :key => FromItemizedAssociation (HashTable :key :value) :key :value (HashTable :key :value))
  (define (begin-association-builder _ n) (table-with-room n))
  (define (adjoin-to-association-builder _ table _ key value)
    (table-add! table key value)
    table)
  (define (finalize-association-builder _ table) table))

(define-instance (Hash :key => FromAssociationComprehension (HashTable :key :value) :key :value (HashTable :key :value))
  (define (begin-association-comprehension _ n) (table-with-room (with-default 0 n)))
  (define (adjoin-to-association-comprehension _ table key value)
    (table-add! table key value)
    table)
  (define (finalize-association-comprehension _ table) table))
