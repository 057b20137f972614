;;;; smelter/table -- hash tables, without the parts that need iterators (those are in coalton/hashtable).
;;;;
;;;; The entries lie one after the other in the order in which their keys came, so that is the order in which
;;;; they are gone through. The index is an array of a power of two of places; a place holds 0 or the number of
;;;; an entry, counted from 1. A key is looked for from the place that its hash names onwards. Removing a key
;;;; marks its entry as dead (mark 0) and leaves its place in the index as a stepping stone; both go when the
;;;; table is next laid out anew, which happens when the entries are full.
;;;;
;;;; The place is the upper bits of the hash times an odd number that is different in every process (multiply-shift, Dietzfelbinger
;;;; and others, 1997): whoever chooses keys cannot choose that they meet. The order of the entries does not depend on it.
;;;;
;;;; Two arrays hold the entries: one the mark and the key of each, side by side, one the values.

(package smelter/table
  (import
   coalton/classes
   (smelter/prim as p))
  (export
   HashTable table-with-room table-get table-set! table-remove! table-count table-copy
   table-next table-key table-value table-add!))

(define-type (HashTable :key :value)
  "A table of values by their keys, which changes in place."
  (Table (Cell (Array UFix))      ; index
         (Cell (Array :key))      ; mark and key of entry i at 2i and 2i + 1
         (Cell (Array :value))
         (Cell UFix)              ; entries used, the dead ones included
         (Cell UFix)))            ; entries alive

;; What lies in a place of an array that is not used.
(declare nothing (Unit -> :a))
(define (nothing)
  (p:cast (the UFix 0)))

;; The mark of a key: its hash, but never 0.
(declare mark-of (Hash :key => :key -> UFix))
(define (mark-of key)
  (p:word-or (p:cast (hash key)) 1))

(declare multiplier UFix)
(define multiplier
  (p:word-or (p:cast (p:random-word Unit)) 1))

;; Where in an index of so many places to begin.
(declare place-of (UFix -> UFix -> UFix))
(define (place-of mark places)
  (p:word-shr (p:word-mul mark multiplier) (+ (p:word-clz places) 1)))

(declare entries-for (UFix -> UFix))
(define (entries-for places)
  (- places (p:word-shr places 2)))

(declare places-for (UFix -> UFix -> UFix))
(define (places-for entries places)
  (if (<= entries (entries-for places))
      places
      (places-for entries (p:word-shl places 1))))

(declare table-with-room (UFix -> HashTable :key :value))
(define (table-with-room room)
  "A new table that will take so many entries before it grows."
  (let ((places (places-for room 8)))
    (let ((size (entries-for places)))
      (Table (p:cell-new (p:array-new places 0))
             (p:cell-new (p:array-new (+ size size) (nothing)))
             (p:cell-new (p:array-new size (nothing)))
             (p:cell-new 0)
             (p:cell-new 0)))))

(declare table-count (HashTable :key :value -> UFix))
(define (table-count (Table _ _ _ _ alive))
  "How many keys there are."
  (p:cell-read alive))

;; The entry of a key, counted from 1; 0 when there is none.
(declare find-entry (Eq :key => Array UFix -> Array :key -> UFix -> :key -> UFix))
(define (find-entry index keys mark key)
  (rec look ((place (place-of mark (p:array-length index))))
    (let ((entry (p:array-ref index place)))
      (cond
        ((== entry 0) 0)
        ((and (== mark (p:cast (p:array-ref keys (- (+ entry entry) 2))))
              (== key (p:array-ref keys (- (+ entry entry) 1))))
         entry)
        (True (look (next-place index place)))))))

(declare next-place (Array UFix -> UFix -> UFix))
(define (next-place index place)
  (p:word-and (+ place 1) (- (p:array-length index) 1)))

(declare table-get (Hash :key => HashTable :key :value -> :key -> Optional :value))
(define (table-get (Table index keys contents _ _) key)
  "The value of a key."
  (let ((entry (find-entry (p:cell-read index) (p:cell-read keys) (mark-of key) key)))
    (if (== entry 0)
        None
        (Some (p:array-ref (p:cell-read contents) (- entry 1))))))

(declare free-place (Array UFix -> UFix -> UFix))
(define (free-place index place)
  (if (== 0 (p:array-ref index place))
      place
      (free-place index (next-place index place))))

(declare table-set! (Hash :key => HashTable :key :value -> :key -> :value -> Unit))
(define (table-set! table key value)
  "Give a key a value, in place of the one it may have."
  (match table
    ((Table index keys contents _ _)
     (let ((mark (mark-of key)))
       (let ((entry (find-entry (p:cell-read index) (p:cell-read keys) mark key)))
         (if (== entry 0)
             (append-entry! table mark key value)
             (p:array-set! (p:cell-read contents) (- entry 1) value)))))))

(declare table-add! (Hash :key => HashTable :key :value -> :key -> :value -> Boolean))
(define (table-add! table key value)
  "Give a key a value unless it has one. Was there none?"
  (match table
    ((Table index keys _ _ _)
     (let ((mark (mark-of key)))
       (if (== 0 (find-entry (p:cell-read index) (p:cell-read keys) mark key))
           (progn
             (append-entry! table mark key value)
             True)
           False)))))

;; A new entry for a key that has none.
(declare append-entry! (HashTable :key :value -> UFix -> :key -> :value -> Unit))
(define (append-entry! table mark key value)
  (match table
    ((Table index-cell keys-cell values-cell used-cell alive-cell)
     (when (== (p:cell-read used-cell) (p:array-length (p:cell-read values-cell)))
       (lay-out! table))
     (let ((index (p:cell-read index-cell))
           (used (p:cell-read used-cell)))
       (p:array-set! index
                     (free-place index (place-of mark (p:array-length index)))
                     (+ used 1))
       (p:array-set! (p:cell-read keys-cell) (+ used used) (p:cast mark))
       (p:array-set! (p:cell-read keys-cell) (+ (+ used used) 1) key)
       (p:array-set! (p:cell-read values-cell) used value)
       (p:cell-write! used-cell (+ used 1))
       (p:cell-write! alive-cell (+ (p:cell-read alive-cell) 1))))))

;; Make room: twice as much if most entries are alive, else as much as now, without the dead ones.
(declare lay-out! (HashTable :key :value -> Unit))
(define (lay-out! (Table index-cell keys-cell values-cell used-cell alive-cell))
  (let ((alive (p:cell-read alive-cell))
        (used (p:cell-read used-cell))
        (old-keys (p:cell-read keys-cell))
        (old-values (p:cell-read values-cell)))
    (let ((places (places-for (+ alive (+ (p:word-shr alive 1) 1)) 8)))
      (let ((size (entries-for places)))
        (let ((index (p:array-new places 0))
              (keys (p:array-new (+ size size) (nothing)))
              (contents (p:array-new size (nothing))))
          (copy-alive! old-keys old-values used 0 index keys contents 0)
          (p:cell-write! index-cell index)
          (p:cell-write! keys-cell keys)
          (p:cell-write! values-cell contents)
          (p:cell-write! used-cell alive))))))

(declare copy-alive! (Array :key -> Array :value -> UFix -> UFix -> Array UFix -> Array :key -> Array :value
                      -> UFix -> Unit))
(define (copy-alive! old-keys old-values used from index keys contents to)
  (if (== from used)
      Unit
      (let ((mark (the UFix (p:cast (p:array-ref old-keys (+ from from))))))
        (if (== mark 0)
            (copy-alive! old-keys old-values used (+ from 1) index keys contents to)
            (progn
              (p:array-set! index
                            (free-place index (place-of mark (p:array-length index)))
                            (+ to 1))
              (p:array-set! keys (+ to to) (p:cast mark))
              (p:array-set! keys (+ (+ to to) 1) (p:array-ref old-keys (+ (+ from from) 1)))
              (p:array-set! contents to (p:array-ref old-values from))
              (copy-alive! old-keys old-values used (+ from 1) index keys contents (+ to 1)))))))

(declare table-remove! (Hash :key => HashTable :key :value -> :key -> Unit))
(define (table-remove! (Table index keys-cell contents _ alive) key)
  "Take a key and its value out, if it is there."
  (let ((keys (p:cell-read keys-cell)))
    (let ((entry (find-entry (p:cell-read index) keys (mark-of key) key)))
      (unless (== entry 0)
        (p:array-set! keys (- (+ entry entry) 2) (nothing))
        (p:array-set! keys (- (+ entry entry) 1) (nothing))
        (p:array-set! (p:cell-read contents) (- entry 1) (nothing))
        (p:cell-write! alive (- (p:cell-read alive) 1))))))

(declare table-copy (HashTable :key :value -> HashTable :key :value))
(define (table-copy (Table index-cell keys-cell values-cell used-cell alive-cell))
  "Another table with the same entries."
  (let ((index (p:cell-read index-cell))
        (keys (p:cell-read keys-cell))
        (contents (p:cell-read values-cell)))
    (Table (p:cell-new (p:array-copy index 0 (p:array-length index)))
           (p:cell-new (p:array-copy keys 0 (p:array-length keys)))
           (p:cell-new (p:array-copy contents 0 (p:array-length contents)))
           (p:cell-new (p:cell-read used-cell))
           (p:cell-new (p:cell-read alive-cell)))))

;;; Going through a table: from entry 0, (table-next table i) is the first entry at i or later that is alive.

(declare table-next (HashTable :key :value -> UFix -> Optional UFix))
(define (table-next (Table _ keys-cell _ used-cell _) i)
  "The number of the first entry not before i; None when there is none."
  (next-alive (p:cell-read keys-cell) (p:cell-read used-cell) i))

(declare next-alive (Array :key -> UFix -> UFix -> Optional UFix))
(define (next-alive keys used i)
  (cond
    ((>= i used) None)
    ((== (the UFix (p:cast (p:array-ref keys (+ i i)))) 0) (next-alive keys used (+ i 1)))
    (True (Some i))))

(declare table-key (HashTable :key :value -> UFix -> :key))
(define (table-key (Table _ keys-cell _ _ _) i)
  "The key of an entry."
  (p:array-ref (p:cell-read keys-cell) (+ (+ i i) 1)))

(declare table-value (HashTable :key :value -> UFix -> :value))
(define (table-value (Table _ _ values-cell _ _) i)
  "The value of an entry."
  (p:array-ref (p:cell-read values-cell) i))
