;; Red-black trees as a persistent map, a leftist heap, and Dijkstra's algorithm with both; checked against each other.
(derive Eq Show)
(define-type Color Red Black)

(define-type (Tree :k :v)
  Leaf
  (Node Color (Tree :k :v) :k :v (Tree :k :v)))

(declare balance (Color -> Tree :k :v -> :k -> :v -> Tree :k :v -> Tree :k :v))
(define (balance c l k v r)
  (match (Tuple4 c l k r)
    ((Tuple4 (Black) (Node (Red) (Node (Red) a xk xv b) yk yv c2) _ d)
     (Node Red (Node Black a xk xv b) yk yv (Node Black c2 k v d)))
    ((Tuple4 (Black) (Node (Red) a xk xv (Node (Red) b yk yv c2)) _ d)
     (Node Red (Node Black a xk xv b) yk yv (Node Black c2 k v d)))
    ((Tuple4 (Black) a _ (Node (Red) (Node (Red) b yk yv c2) zk zv d))
     (Node Red (Node Black a k v b) yk yv (Node Black c2 zk zv d)))
    ((Tuple4 (Black) a _ (Node (Red) b yk yv (Node (Red) c2 zk zv d)))
     (Node Red (Node Black a k v b) yk yv (Node Black c2 zk zv d)))
    (_ (Node c l k v r))))

(declare insert (Ord :k => :k -> :v -> Tree :k :v -> Tree :k :v))
(define (insert k v tree)
  (let ((go (fn (t)
              (match t
                ((Leaf) (Node Red Leaf k v Leaf))
                ((Node c l k2 v2 r)
                 (match (<=> k k2)
                   ((LT) (balance c (go l) k2 v2 r))
                   ((GT) (balance c l k2 v2 (go r)))
                   ((EQ) (Node c l k v r))))))))
    (match (go tree)
      ((Node _ l k2 v2 r) (Node Black l k2 v2 r))
      ((Leaf) Leaf))))

(declare lookup (Ord :k => :k -> Tree :k :v -> Optional :v))
(define (lookup k t)
  (match t
    ((Leaf) None)
    ((Node _ l k2 v r)
     (cond ((< k k2) (lookup k l))
           ((> k k2) (lookup k r))
           (True (Some v))))))

(define-instance (Foldable (Tree :k))
  (define (fold f acc t)
    (match t
      ((Leaf) acc)
      ((Node _ l _ v r) (fold f (f (fold f acc l) v) r))))
  (define (foldr f acc t)
    (match t
      ((Leaf) acc)
      ((Node _ l _ v r) (foldr f (f v (foldr f acc r)) l)))))

(define-instance (Functor (Tree :k))
  (define (map f t)
    (match t
      ((Leaf) Leaf)
      ((Node c l k v r) (Node c (map f l) k (f v) (map f r))))))

(define-instance (Traversable (Tree :k))
  (define (traverse f t)
    (match t
      ((Leaf) (pure Leaf))
      ((Node c l k v r)
       (liftA2 (fn (l2 (Tuple v2 r2)) (Node c l2 k v2 r2))
               (traverse f l)
               (liftA2 Tuple (f v) (traverse f r)))))))

(declare to-list (Tree :k :v -> List (Tuple :k :v)))
(define (to-list t)
  (let ((go (fn (t acc)
              (match t
                ((Leaf) acc)
                ((Node _ l k v r) (go l (Cons (Tuple k v) (go r acc))))))))
    (go t Nil)))

;; Black height when the invariants hold.
(declare check (Tree :k :v -> Optional Integer))
(define (check t)
  (match t
    ((Leaf) (Some 1))
    ((Node (Red) (Node (Red) _ _ _ _) _ _ _) None)
    ((Node (Red) _ _ _ (Node (Red) _ _ _ _)) None)
    ((Node c l _ _ r)
     (do (a <- (check l))
         (b <- (check r))
         (if (== a b)
             (Some (+ a (if (== c Black) 1 0)))
             None)))))

;; ---- leftist heap
(define-type (Heap :a) Empty (Heap UFix :a (Heap :a) (Heap :a)))

(define (rank h) (match h ((Empty) 0) ((Heap n _ _ _) n)))

(declare make-heap (:a -> Heap :a -> Heap :a -> Heap :a))
(define (make-heap x a b)
  (if (>= (rank a) (rank b))
      (Heap (+ 1 (rank b)) x a b)
      (Heap (+ 1 (rank a)) x b a)))

(define-instance (Ord :a => Semigroup (Heap :a))
  (define (<> a b)
    (match (Tuple a b)
      ((Tuple (Empty) _) b)
      ((Tuple _ (Empty)) a)
      ((Tuple (Heap _ x l1 r1) (Heap _ y l2 r2))
       (if (<= x y)
           (make-heap x l1 (<> r1 b))
           (make-heap y l2 (<> a r2)))))))
(define-instance (Ord :a => Monoid (Heap :a))
  (define mempty Empty))

(declare push (Ord :a => :a -> Heap :a -> Heap :a))
(define (push x h) (<> (Heap 1 x Empty Empty) h))

(declare pop (Ord :a => Heap :a -> Optional (Tuple :a (Heap :a))))
(define (pop h)
  (match h
    ((Empty) None)
    ((Heap _ x l r) (Some (Tuple x (<> l r))))))

(declare heap-sort (Ord :a => List :a -> List :a))
(define (heap-sort xs)
  (rec go ((h (fold (fn (h x) (push x h)) mempty xs)) (acc Nil))
    (match (pop h)
      ((None) (reverse acc))
      ((Some (Tuple x rest)) (go rest (Cons x acc))))))

;; ---- Dijkstra
(define-type-alias Graph (Tree String (List (Tuple String Integer))))

(declare graph-of (List (Tuple3 String String Integer) -> Graph))
(define (graph-of edges)
  (fold (fn (g (Tuple3 from to cost))
          (let old = (from-some-or Nil (lookup from g)))
          (insert from (Cons (Tuple to cost) old) g))
        Leaf edges))

(define (from-some-or d o) (match o ((Some x) x) ((None) d)))

(declare dijkstra (Graph -> String -> Tree String Integer))
(define (dijkstra g start)
  (rec go ((queue (push (Tuple 0 start) mempty)) (done Leaf))
    (match (pop queue)
      ((None) done)
      ((Some (Tuple (Tuple d node) rest))
       (match (lookup node done)
         ((Some _) (go rest done))
         ((None)
          (let next = (from-some-or Nil (lookup node g)))
          (go (fold (fn (q (Tuple to cost)) (push (Tuple (+ d cost) to) q)) rest next)
              (insert node d done))))))))

(declare random-numbers (Integer -> Integer -> List Integer))
(define (random-numbers n seed)
  (rec go ((n n) (x seed) (acc Nil))
    (if (== n 0) acc
        (progn
          (let y = (mod (+ (* 1103515245 x) 12345) 2147483648))
          (go (- n 1) y (Cons (mod y 1000) acc))))))

(define (main)
  (let t = (fold (fn (t k) (insert k (* k k) t)) Leaf (range 1 1000)))
  (println (show (check t)))
  (println (show (lookup 31 t)))
  (println (show (lookup 1001 t)))
  (println (show (list:length (to-list t))))
  (println (show (the Integer (fold + 0 t))))
  (println (show (map to-list (traverse (fn (v) (if (> v 0) (Some (- v 1)) None)) (insert 2 3 (insert 1 9 Leaf))))))
  (let numbers = (random-numbers 500 42))
  (let set = (fold (fn (t k) (insert k Unit t)) Leaf numbers))
  (println (show (map fst (take 5 (to-list set)))))
  (println (show (== (map fst (to-list set)) (list:remove-duplicates (heap-sort numbers)))))
  (println (show (== (heap-sort numbers) (list:sort numbers))))
  (let g = (graph-of (make-list (Tuple3 "a" "b" 7) (Tuple3 "a" "c" 9) (Tuple3 "a" "f" 14) (Tuple3 "b" "c" 10)
                                (Tuple3 "b" "d" 15) (Tuple3 "c" "d" 11) (Tuple3 "c" "f" 2) (Tuple3 "d" "e" 6)
                                (Tuple3 "f" "e" 9))))
  (for (Tuple k v) in (to-list (dijkstra g "a"))
    (print (<> k (<> "=" (<> (show v) " ")))))
  (println ""))

(define-instance ((Show :k) (Show :v) => Show (Tree :k :v))
  (define (show-to out t)
    (progn (out "{")
           (for (Tuple k v) in (to-list t)
             (out (mconcat (make-list " " (show k) ":" (show v)))))
           (out " }"))))
