;;;; HashMap and OrdMap beside a list of entries in the order of their keys; HashMap also with keys whose hashes clash.
(import (property as property) (coalton/hashmap as hm) (coalton/ordmap as om) coalton/classes coalton/hash)

(define-type-alias Model (List (Tuple Integer Integer)))

;; What a map can do, with Integers for keys whatever they are inside.
(define-struct (Operations :m)
  (empty :m)
  (insert (:m -> Integer -> Integer -> :m))
  (adjoin (:m -> Integer -> Integer -> :m))
  (replace (:m -> Integer -> Integer -> :m))
  (remove (:m -> Integer -> :m))
  (toggle (:m -> Integer -> Tuple :m (Optional Integer)))
  (lookup (:m -> Integer -> Optional Integer))
  (union (:m -> :m -> :m))
  (intersection (:m -> :m -> :m))
  (difference (:m -> :m -> :m))
  (xor (:m -> :m -> :m))
  (double (:m -> :m))
  (count (:m -> Integer))
  (entries (:m -> Model))
  (same? (:m -> :m -> Boolean))
  (hash-of (:m -> Hash)))

;; Three hashes for all keys.
(derive Eq Show Ord)
(define-type Clashing
  (Clashing Integer))

(define-instance (Hash Clashing)
  (define (hash (Clashing n)) (hash (mod n 3))))

(declare plain-key (Clashing -> Integer))
(define (plain-key (Clashing n)) n)

;; The value goes where there is none, and one that is there goes.
(declare toggled (Optional Integer -> Tuple (Optional Integer) (Optional Integer)))
(define (toggled old)
  (match old
    ((Some _) (Tuple None old))
    ((None) (Tuple (Some 7) old))))

(define (toggled-values old)
  (match (toggled old)
    ((Tuple a b) (values a b))))

(declare hash-maps ((Hash :k) (Ord :k) => (Integer -> :k) -> (:k -> Integer) -> Operations (hm:HashMap :k Integer)))
(define (hash-maps key plain)
  (Operations
   hm:empty
   (fn (m k v) (hm:insert m (key k) v))
   (fn (m k v) (hm:adjoin m (key k) v))
   (fn (m k v) (hm:replace m (key k) v))
   (fn (m k) (hm:remove m (key k)))
   (fn (m k) (let (values a b) = (hm:update m (key k) toggled-values)) (Tuple a b))
   (fn (m k) (hm:lookup m (key k)))
   hm:union hm:intersection hm:difference hm:xor
   (fn (m) (map (* 2) m))
   hm:count
   (fn (m) (list:sort (map (fn ((Tuple k v)) (Tuple (plain k) v)) (iter:collect! (hm:entries m)))))
   ==
   hash))

(declare ordered-maps (Operations (om:OrdMap Integer Integer)))
(define ordered-maps
  (Operations
   om:empty
   om:insert om:adjoin om:replace om:remove
   (fn (m k) (let (values a b) = (om:update m k toggled-values)) (Tuple a b))
   om:lookup
   om:union om:intersection om:difference om:xor
   (fn (m) (map (* 2) m))
   (fn (m) (into (iter:count! (om:keys m))))
   (fn (m) (iter:collect! (om:entries m)))
   ==
   hash))

;;; The model

(declare without (Integer -> Model -> Model))
(define (without k model)
  (list:filter (fn ((Tuple k1 _)) (/= k k1)) model))

(declare with (Integer -> Integer -> Model -> Model))
(define (with k v model)
  (list:sort (Cons (Tuple k v) (without k model))))

(declare has? (Model -> Integer -> Boolean))
(define (has? model k)
  (some? (list:lookup k model)))

(declare keys-where ((Integer -> Boolean) -> Model -> Model))
(define (keys-where f model)
  (list:filter (fn ((Tuple k _)) (f k)) model))

(declare union (Model -> Model -> Model))
(define (union a b)
  (list:sort (list:append a (keys-where (fn (k) (not (has? a k))) b))))

;;; Steps

(declare map-of (Operations :m -> Model -> :m))
(define (map-of ops model)
  (fold (fn (m (Tuple k v)) ((.insert ops) m k v)) (.empty ops) model))

(declare small-model (Void -> Model))
(define (small-model)
  (fold (fn (m k) (with k (property:below 100) m)) Nil (property:small-list)))

(declare combine (Operations :m -> String -> (:m -> :m -> :m) -> (Model -> Model -> Model) -> Tuple :m Model -> Tuple :m Model))
(define (combine ops name f g (Tuple m model))
  (let other = (small-model))
  (property:note (fold <> name (make-list " with " (show other))))
  (if (property:chance? 2)
      (Tuple (f m (map-of ops other)) (g model other))
      (Tuple (f (map-of ops other) m) (g other model))))

(declare step (Operations :m -> Tuple :m Model -> Tuple :m Model))
(define (step ops pair)
  (let (Tuple m model) = pair)
  (let k = (property:small-integer))
  (let v = (property:below 100))
  (let said = (fn (text) (property:note (fold <> text (make-list " " (show k) " " (show v))))))
  (match (property:below 11)
    (0 (said "insert")
       (Tuple ((.insert ops) m k v) (with k v model)))
    (1 (property:note "insert 0 to 99")
       (let many = (map (fn (k) (Tuple k (+ k 1))) (list:range 0 99)))
       (Tuple (fold (fn (m (Tuple k v)) ((.insert ops) m k v)) m many) (union many model)))
    (2 (said "adjoin")
       (Tuple ((.adjoin ops) m k v) (if (has? model k) model (with k v model))))
    (3 (said "replace")
       (Tuple ((.replace ops) m k v) (if (has? model k) (with k v model) model)))
    (4 (said "remove")
       (Tuple ((.remove ops) m k) (without k model)))
    (5 (said "update")
       (let (Tuple other old) = ((.toggle ops) m k))
       (property:same "update" (list:lookup k model) old)
       (Tuple other (if (has? model k) (without k model) (with k 7 model))))
    (6 (combine ops "union" (.union ops) union pair))
    (7 (combine ops "intersection" (.intersection ops) (fn (a b) (keys-where (has? b) a)) pair))
    (8 (combine ops "difference" (.difference ops) (fn (a b) (keys-where (fn (k) (not (has? b k))) a)) pair))
    (9 (combine ops "xor" (.xor ops)
                (fn (a b) (union (keys-where (fn (k) (not (has? b k))) a) (keys-where (fn (k) (not (has? a k))) b)))
                pair))
    (_ (property:note "double")
       (Tuple ((.double ops) m) (map (map (* 2)) model)))))

(declare agree (Operations :m -> Tuple :m Model -> Unit))
(define (agree ops (Tuple m model))
  (property:same "entries" model ((.entries ops) m))
  (property:same "count" (into (list:length model)) ((.count ops) m))
  (let k = (property:small-integer))
  (property:same "lookup" (list:lookup k model) ((.lookup ops) m k))
  (let other = (map-of ops (list:reverse model)))
  (property:same "equal whatever the order" True ((.same? ops) m other))
  (property:same "hashes of equal maps" ((.hash-of ops) m) ((.hash-of ops) other))
  (property:same "unequal without a key" False ((.same? ops) m ((.insert ops) m 1000 1000))))

(declare sequence (Operations :m -> Unit))
(define (sequence ops)
  (let start = (small-model))
  (property:note (<> "start with " (show start)))
  (property:persistent (Tuple (map-of ops start) start) (step ops) (agree ops)))

;;; What OrdMap has besides

(declare ordered (Void -> Unit))
(define (ordered)
  (let model = (small-model))
  (let m = (map-of ordered-maps model))
  (let k = (property:small-integer))
  (property:note (fold <> "neighbours of " (make-list (show k) " in " (show model))))
  (let (Tuple3 before here after) = (om:lookup-neighbors m k))
  (property:same "before" (list:last (keys-where (fn (x) (< x k)) model)) before)
  (property:same "here" (list:head (keys-where (fn (x) (== x k)) model)) here)
  (property:same "after" (list:head (keys-where (fn (x) (> x k)) model)) after)
  (property:same "least" (list:head model) (om:min-key-entry m))
  (property:same "greatest" (list:last model) (om:max-key-entry m))
  (property:same "from the right" (map (fn ((Tuple _ v)) v) model) (foldr Cons Nil m)))

(define (main arguments)
  (property:check "hashmap" (fn () (sequence (hash-maps id id))) arguments)
  (property:check "hashmap, clashing" (fn () (sequence (hash-maps Clashing plain-key))) arguments)
  (property:check "ordmap" (fn () (sequence ordered-maps)) arguments)
  (property:check "ordmap, neighbours" ordered arguments))
