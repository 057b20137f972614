;;;; graph.smt -- graphs and matrices: shortest paths, spanning trees, topological order, determinants, powers.

;;; Weighted graphs: for every vertex its edges

(derive Eq Show)
(define-struct Edge
  (from   UFix)
  (to     UFix)
  (weight Integer))

(define-struct Graph
  (size  UFix)
  (edges (vector:Vector (List Edge))))

(declare graph (UFix -> List Edge -> Graph))
(define (graph size es)
  (let rows = (vector:with-capacity size))
  (for ((i 0 (1+ i)))
    :while (< i size)
    (vector:push! (filter (fn (e) (== (.from e) i)) es) rows))
  (Graph size rows))

(declare edges-from (Graph -> UFix -> List Edge))
(define (edges-from g v) (vector:index-unsafe v (.edges g)))

(declare undirected (List Edge -> List Edge))
(define (undirected es)
  (append es (map (fn (e) (Edge (.to e) (.from e) (.weight e))) es)))

;;; Dijkstra: distances from a vertex. The queue is an ordered map from (distance, vertex) to nothing.

(declare distances (Graph -> UFix -> ordmap:OrdMap UFix Integer))
(define (distances g source)
  (rec loop ((queue (the (ordmap:OrdMap (Tuple Integer UFix) Unit) [(Tuple 0 source) => Unit]))
             (known (the (ordmap:OrdMap UFix Integer) [=>])))
    (match (iter:next! (ordmap:keys queue))
      ((None) known)
      ((Some (= key (Tuple d v)))
       (let ((rest (ordmap:remove queue key)))
         (match (ordmap:lookup known v)
           ((Some _) (loop rest known))
           ((None)
            (loop (fold (fn (q e) (ordmap:insert q (Tuple (+ d (.weight e)) (.to e)) Unit)) rest (edges-from g v))
                  (ordmap:insert known v d)))))))))

;;; Kruskal, with a disjoint-set forest in a vector

(declare find-root (vector:Vector UFix -> UFix -> UFix))
(define (find-root parent v)
  (let p = (vector:index-unsafe v parent))
  (if (== p v)
      v
      (progn
        (let root = (find-root parent p))
        (vector:set! v root parent)
        root)))

(declare spanning-tree (UFix -> List Edge -> List Edge))
(define (spanning-tree size es)
  (let parent = (the (vector:Vector UFix) [v :for v :below size]))
  (filter (fn (e)
            (let a = (find-root parent (.from e)))
            (let b = (find-root parent (.to e)))
            (when (== a b) (return False))
            (vector:set! a b parent)
            True)
          (sortBy (fn (a b) (<=> (.weight a) (.weight b))) es)))

;;; Topological order: None when there is a cycle

(define-type Mark Unseen Open Done)

(define-exception Cycle (Cycle UFix))

(declare topological-order (Graph -> Result UFix (List UFix)))
(define (topological-order g)
  (let marks = (vector:with-initial-element (.size g) Unseen))
  (let order = (cell:new Nil))
  (let ((declare visit (UFix -> Unit))
        (visit (fn (v)
                 (match (vector:index-unsafe v marks)
                   ((Done) Unit)
                   ((Open) (throw (Cycle v)))
                   ((Unseen)
                    (vector:set! v Open marks)
                    (each (fn (e) (visit (.to e))) (edges-from g v))
                    (vector:set! v Done marks)
                    (cell:push! order v)
                    Unit)))))
    (catch (progn
             (for ((v 0 (1+ v)))
               :while (< v (.size g))
               (visit v))
             (Ok (cell:read order)))
      ((Cycle v) (Err v)))))

(declare each ((:a -> Unit) -> List :a -> Unit))
(define (each f xs)
  (match xs
    ((Nil) Unit)
    ((Cons x rest) (progn (f x) (each f rest)))))

;;; Matrices over anything that adds and multiplies

(define-type (Matrix :a) (Matrix (List (List :a))))

(define-instance (Eq :a => Eq (Matrix :a))
  (define (== (Matrix a) (Matrix b)) (== a b)))

(define-instance (Functor Matrix)
  (define (map f (Matrix rows)) (Matrix (map (map f) rows))))

(declare rows-of (Matrix :a -> List (List :a)))
(define (rows-of (Matrix rows)) rows)

(declare dot (Num :a => List :a -> List :a -> :a))
(define (dot xs ys) (fold + 0 (zipWith * xs ys)))

(declare multiply (Num :a => Matrix :a -> Matrix :a -> Matrix :a))
(define (multiply (Matrix a) (Matrix b))
  (let ((columns (transpose b)))
    (Matrix (map (fn (row) (map (dot row) columns)) a))))

(declare identity (Num :a => UFix -> Matrix :a))
(define (identity n)
  (Matrix [[(if (== i j) 1 0) :for j :below n] :for i :below n]))

(declare power (Num :a => Matrix :a -> UFix -> Matrix :a))
(define (power m n)
  (cond ((== n 0) (identity (length (rows-of m))))
        ((even? n) (let ((half (power m (math:div n 2)))) (multiply half half)))
        (True (multiply m (power m (1- n))))))

;; Gaussian elimination; the field must be exact for the zero test to mean something.
(declare determinant ((Eq :a) (Reciprocable :a) => Matrix :a -> :a))
(define (determinant (Matrix rows))
  (let ((declare go ((Eq :b) (Reciprocable :b) => :b -> List (List :b) -> :b))
        (go (fn (so-far rows)
              (match (pivot Nil rows)
                ((None) (if (null? rows) so-far 0))
                ((Some (Tuple3 sign first rest))
                 (match first
                   ((Nil) so-far)
                   ((Cons p ps)
                    (go (* so-far (* sign p))
                        (map (fn (row)
                               (match row
                                 ((Nil) Nil)
                                 ((Cons x xs) (zipWith (fn (a b) (- a (* (/ x p) b))) xs ps))))
                             rest)))))))))
    (go 1 rows)))

;; The first row that does not begin with zero, the sign of moving it to the front, and the other rows.
(declare pivot ((Eq :a) (Num :a) => List (List :a) -> List (List :a) -> Optional (Tuple3 :a (List :a) (List (List :a)))))
(define (pivot before rows)
  (match rows
    ((Nil) None)
    ((Cons (= row (Cons x _)) rest)
     (if (== x 0)
         (pivot (Cons row before) rest)
         (Some (Tuple3 (if (even? (length before)) 1 -1) row (append (reverse before) rest)))))
    ((Cons (Nil) rest) (pivot before rest))))

;;; The program

(declare roads (List Edge))
(define roads
  (make-list (Edge 0 1 7) (Edge 0 2 9) (Edge 0 5 14) (Edge 1 2 10) (Edge 1 3 15)
             (Edge 2 3 11) (Edge 2 5 2) (Edge 3 4 6) (Edge 4 5 9)))

(declare text (Show :a => List :a -> String))
(define (text xs) (unwords (map show xs)))

(declare show-matrix (Show :a => Matrix :a -> String))
(define (show-matrix (Matrix rows)) (mconcat (intersperse " / " (map text rows))))

(define (main)
  (let known = (distances (graph 7 (undirected roads)) 0))
  (println (<> "distances: " (text (the (List Integer) (iter:collect! (ordmap:values-iter known))))))
  (println (<> "vertex 6:  " (show (ordmap:lookup known 6))))

  (let tree = (spanning-tree 6 roads))
  (println (<> "tree:      " (mconcat (intersperse " " (map (fn (e) (mconcat (make-list (show (.from e)) "-" (show (.to e))))) tree)))))
  (println (<> "weighs:    " (show (sum (map .weight tree)))))

  (let tasks = (make-list (Edge 3 0 1) (Edge 3 1 1) (Edge 1 0 1) (Edge 2 1 1) (Edge 0 4 1)))
  (println (<> "order:     " (match (topological-order (graph 5 tasks))
                               ((Ok order) (text order))
                               ((Err v) (<> "cycle at " (show v))))))
  (println (<> "with 4->3: " (match (topological-order (graph 5 (Cons (Edge 4 3 1) tasks)))
                               ((Ok order) (text order))
                               ((Err v) (<> "cycle at " (show v))))))

  (let fibonacci = (Matrix (make-list (make-list 1 1) (make-list 1 0))))
  (println (<> "fibonacci: " (show-matrix (power fibonacci 100))))
  (println (<> "wrapping:  " (show-matrix (power (map (fn (n) (the U8 (fromInt n))) fibonacci) 100))))
  (println (<> "floats:    " (show-matrix (power (Matrix (make-list (make-list 0.5 0.5) (make-list 0.25 0.75))) 2))))

  (let m = (the (Matrix Fraction) (Matrix (make-list (make-list 0 2 1) (make-list 3 1/2 -1) (make-list 1 1 1)))))
  (println (<> "det:       " (show (determinant m))))
  (println (<> "det of m²: " (show (determinant (multiply m m)))))
  (println (<> "singular:  " (show (determinant (the (Matrix Fraction) (Matrix (make-list (make-list 1 2) (make-list 2 4)))))))))
