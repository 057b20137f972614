;;;; library -- what the structures of the standard library cost, at the sizes given as arguments.
;;;;
;;;; A line for each measurement: operation, structure, size, nanoseconds for each element. library.cc, .ml, .js and .py do the
;;;; same to what C++, OCaml, Node and Python have; the script `run` puts them side by side.

(import (coalton/hashmap as hm) (coalton/ordmap as om) (coalton/hashtable as ht) (coalton/seq as sq)
        (coalton/vector as vec) (coalton/queue as qu) (coalton/math as math))

;; Microseconds of processor time.
(declare processor-time (Void -> I64))
(define-foreign processor-time "clock" (:header "time.h"))

;; Keys that are all different and come in no order.
(declare key (UFix -> Integer))
(define (key i)
  (into (coalton/bits:and (* i 2654435761) 4294967295)))

;; Often enough to take a tenth of a second.
(declare report (String -> String -> UFix -> (Void -> Integer) -> Unit))
(define (report operation structure n work)
  (rec measure ((rounds 1))
    (let before = (processor-time))
    (let check = (repeat-work rounds work 0))
    (let elapsed = (the Integer (into (- (processor-time) before))))
    (if (< elapsed 100000)
        (measure (* 4 rounds))
        (progn
          (let each = (math:inexact/ (* elapsed 1000) (* rounds (the Integer (into n)))))
          (println (fold <> "" (make-list operation " " structure " " (show n) " " (show each) (if (== check -1) "!" ""))))
          (flush)))))

(declare repeat-work (Integer -> (Void -> Integer) -> Integer -> Integer))
(define (repeat-work rounds work sum)
  (if (== rounds 0) sum (repeat-work (- rounds 1) work (+ sum (work)))))

;; f of 0, of 1 and so on up to n - 1, from some state on.
(declare steps ((:a -> UFix -> :a) -> :a -> UFix -> :a))
(define (steps f start n)
  (rec go ((i 0) (state start))
    (if (== i n) state (go (+ i 1) (f state i)))))

(declare found (Integer -> Optional Integer -> Integer))
(define (found sum x)
  (match x
    ((Some y) (+ sum y))
    ((None) sum)))

(define-macro (measure-map name empty insert lookup remove iterate n)
  (progn
    (let whole = (steps (fn (m i) (insert m (key i) 1)) empty n))
    (report "insert" name n (fn () (progn (steps (fn (m i) (insert m (key i) 1)) empty n) 1)))
    (report "look-up" name n (fn () (steps (fn (sum i) (found sum (lookup whole (key i)))) 0 n)))
    (report "iterate" name n (fn () (iterate whole)))
    (report "delete" name n (fn () (progn (steps (fn (m i) (remove m (key i))) whole n) 1)))))

(declare table-of (UFix -> ht:HashTable Integer Integer))
(define (table-of n)
  (let t = (ht:new))
  (steps (fn (_ i) (ht:set! t (key i) (into i)) Unit) Unit n)
  t)

(declare tables (UFix -> Unit))
(define (tables n)
  (let t = (table-of n))
  (report "insert" "HashTable" n (fn () (ht:count (table-of n))))
  (report "look-up" "HashTable" n (fn () (steps (fn (sum i) (found sum (ht:get t (key i)))) 0 n)))
  (report "iterate" "HashTable" n (fn () (iter:sum! (ht:values-iter t))))
  ;; deleting needs a new table each time, so its making is measured, too
  (report "insert+delete" "HashTable" n
          (fn ()
            (let t = (table-of n))
            (steps (fn (_ i) (ht:remove! t (key i)) Unit) Unit n)
            (ht:count t))))

(declare seq-of (UFix -> sq:Seq Integer))
(define (seq-of n)
  (steps (fn (s i) (sq:push s (key i))) (sq:new) n))

(declare seqs (UFix -> Unit))
(define (seqs n)
  (let s = (seq-of n))
  (report "push" "Seq" n (fn () (into (sq:size (seq-of n)))))
  (report "index" "Seq" n (fn () (steps (fn (sum i) (found sum (sq:get s i))) 0 n)))
  (report "replace" "Seq" n (fn () (progn (steps (fn (t i) (with-default t (sq:put t i 1))) s n) 1)))
  (report "iterate" "Seq" n (fn () (fold + 0 s)))
  (report "pop" "Seq" n
          (fn ()
            (rec go ((s s) (k 0))
              (match (sq:pop s)
                ((Some (Tuple _ rest)) (go rest (+ k 1)))
                ((None) k)))))
  (report "concatenate" "Seq" n (fn () (into (sq:size (sq:conc s s))))))

(declare vector-of (UFix -> Vector Integer))
(define (vector-of n)
  (let v = (vec:new))
  (steps (fn (_ i) (vec:push! (key i) v) Unit) Unit n)
  v)

(declare vectors (UFix -> Unit))
(define (vectors n)
  (let v = (vector-of n))
  (report "push" "Vector" n (fn () (into (vec:length (vector-of n)))))
  (report "index" "Vector" n (fn () (steps (fn (sum i) (+ sum (vec:index-unsafe i v))) 0 n)))
  (report "replace" "Vector" n (fn () (progn (steps (fn (_ i) (vec:set! i 1 v) Unit) Unit n) 1)))
  (let w = (vector-of n))
  (report "iterate" "Vector" n (fn () (fold + 0 w)))
  (report "concatenate" "Vector" n (fn () (into (vec:length (vec:append w w)))))
  (report "sort" "Vector" n (fn () (let c = (vec:copy w)) (vec:sort! c) (vec:index-unsafe 0 c))))

(declare list-of (UFix -> List Integer))
(define (list-of n)
  (steps (fn (xs i) (Cons (key i) xs)) Nil n))

(declare lists (UFix -> Unit))
(define (lists n)
  (let xs = (list-of n))
  (report "push" "List" n (fn () (into (list:length (list-of n)))))
  (report "iterate" "List" n (fn () (list:sum xs)))
  (report "concatenate" "List" n (fn () (into (list:length (list:append xs xs)))))
  (report "sort" "List" n (fn () (with-default 0 (list:head (list:sort xs))))))

(declare queues (UFix -> Unit))
(define (queues n)
  (report "push+pop" "Queue" n
          (fn ()
            (let q = (qu:new))
            (steps (fn (_ i) (qu:push! (key i) q) Unit) Unit n)
            (steps (fn (sum _) (found sum (qu:pop! q))) 0 n))))

;; What costs most comes last: the script `run` limits the time.
(declare all (UFix -> Unit))
(define (all n)
  (vectors n)
  (lists n)
  (queues n)
  (seqs n)
  (tables n)
  (measure-map "HashMap" hm:empty hm:insert hm:lookup hm:remove (fn (m) (iter:sum! (hm:values-iter m))) n)
  (measure-map "OrdMap" om:empty om:insert om:lookup om:remove (fn (m) (iter:sum! (om:values-iter m))) n))

(declare main (List String -> Unit))
(define (main arguments)
  (iter:for-each! (fn (text) (all (unwrap-into (with-default 0 (string:parse-int text)))))
                  (iter:into-iter arguments)))
