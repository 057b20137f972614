;;;; coalton/tuple -- two to five values together.

(package coalton/tuple
  (import
   coalton/classes
   coalton/hash
   (smelter/prim as p))
  (export
   Tuple fst snd
   Tuple3 Tuple4 Tuple5
   sequence-tuple sequence-tuple3 sequence-tuple4 sequence-tuple5))

(define-struct (Tuple3 :a :b :c)
  "Three values together."
  (first :a)
  (second :b)
  (third :c))

(define-struct (Tuple4 :a :b :c :d)
  "Four values together."
  (first :a)
  (second :b)
  (third :c)
  (fourth :d))

(define-struct (Tuple5 :a :b :c :d :e)
  "Five values together."
  (first :a)
  (second :b)
  (third :c)
  (fourth :d)
  (fifth :e))

(declare fst (Tuple :a :b -> :a))
(define (fst (Tuple a _))
  "The first of two.

    (fst (Tuple 1 \"a\"))  => 1
    (fst (Tuple 1 2))  => 1"
  a)

(declare snd (Tuple :a :b -> :b))
(define (snd (Tuple _ b))
  "The second of two.

    (snd (Tuple 1 2))  => 2"
  b)

(declare sequence-tuple (Monad :m => Tuple (:m :a) (:m :b) -> :m (Tuple :a :b)))
(define (sequence-tuple (Tuple ma mb))
  "Do both; their results together.

    (sequence-tuple (Tuple (Some 1) (Some \"a\")))  => (Some (Tuple 1 \"a\"))
    (sequence-tuple (Tuple (Some 1) (Some 2)))  => (Some (Tuple 1 2))"
  (do
    (a <- ma)
    (b <- mb)
    (pure (Tuple a b))))

(declare sequence-tuple3 (Monad :m => Tuple3 (:m :a) (:m :b) (:m :c) -> :m (Tuple3 :a :b :c)))
(define (sequence-tuple3 (Tuple3 ma mb mc))
  "Do all three; their results together.

    (sequence-tuple3 (Tuple3 (Some 1) (Some 2) (the (Optional Integer) None)))  => None"
  (do
    (a <- ma)
    (b <- mb)
    (c <- mc)
    (pure (Tuple3 a b c))))

(declare sequence-tuple4
  (Monad :m => Tuple4 (:m :a) (:m :b) (:m :c) (:m :d) -> :m (Tuple4 :a :b :c :d)))
(define (sequence-tuple4 (Tuple4 ma mb mc md))
  "Do all four; their results together.

    (sequence-tuple4 (Tuple4 (Some 1) (Some 2) (Some 3) (Some 4)))  => (Some (Tuple4 1 2 3 4))"
  (do
    (a <- ma)
    (b <- mb)
    (c <- mc)
    (d <- md)
    (pure (Tuple4 a b c d))))

(declare sequence-tuple5
  (Monad :m => Tuple5 (:m :a) (:m :b) (:m :c) (:m :d) (:m :e) -> :m (Tuple5 :a :b :c :d :e)))
(define (sequence-tuple5 (Tuple5 ma mb mc md me))
  "Do all five; their results together.

    (sequence-tuple5 (Tuple5 (Some 1) (Some 2) (Some 3) (Some 4) (Some 5)))  => (Some (Tuple5 1 2 3 4 5))"
  (do
    (a <- ma)
    (b <- mb)
    (c <- mc)
    (d <- md)
    (e <- me)
    (pure (Tuple5 a b c d e))))

(define-instance (Bifunctor Tuple)
  (define (bimap f g (Tuple a b)) (Tuple (f a) (g b))))

(define-instance (Into (Tuple :a :b) (Tuple :b :a))
  (define (into (Tuple a b)) (Tuple b a)))

(define-instance (Iso (Tuple :a :b) (Tuple :b :a)))

(define-instance (Functor (Tuple :a))
  (define (map f (Tuple a b)) (Tuple a (f b))))

(define-instance (Traversable (Tuple :a))
  (define (traverse f (Tuple a b)) (map (fn (c) (Tuple a c)) (f b))))

;;; Tuple

(define-instance ((Eq :a) (Eq :b) => Eq (Tuple :a :b))
  (define (== (Tuple a1 b1) (Tuple a2 b2))
    (and (== a1 a2) (== b1 b2))))

(define-instance ((Ord :a) (Ord :b) => Ord (Tuple :a :b))
  (define (<=> (Tuple a1 b1) (Tuple a2 b2))
    (match (<=> a1 a2)
      ((EQ) (<=> b1 b2))
      (other other))))

(define-instance ((Hash :a) (Hash :b) => Hash (Tuple :a :b))
  (define (hash (Tuple a b))
    (combine-hashes (hash a) (hash b))))

(define-instance ((Default :a) (Default :b) => Default (Tuple :a :b))
  (define (default) (Tuple (default) (default))))

;;; Tuple3

(define-instance ((Eq :a) (Eq :b) (Eq :c) => Eq (Tuple3 :a :b :c))
  (define (== (Tuple3 a1 b1 c1) (Tuple3 a2 b2 c2))
    (and (== a1 a2) (== b1 b2) (== c1 c2))))

(define-instance ((Ord :a) (Ord :b) (Ord :c) => Ord (Tuple3 :a :b :c))
  (define (<=> (Tuple3 a1 b1 c1) (Tuple3 a2 b2 c2))
    (match (<=> a1 a2)
      ((EQ) (match (<=> b1 b2)
        ((EQ) (<=> c1 c2))
        (other other)))
      (other other))))

(define-instance ((Hash :a) (Hash :b) (Hash :c) => Hash (Tuple3 :a :b :c))
  (define (hash (Tuple3 a b c))
    (combine-hashes (combine-hashes (hash a) (hash b)) (hash c))))

(define-instance ((Default :a) (Default :b) (Default :c) => Default (Tuple3 :a :b :c))
  (define (default) (Tuple3 (default) (default) (default))))

;;; Tuple4

(define-instance ((Eq :a) (Eq :b) (Eq :c) (Eq :d) => Eq (Tuple4 :a :b :c :d))
  (define (== (Tuple4 a1 b1 c1 d1) (Tuple4 a2 b2 c2 d2))
    (and (== a1 a2) (== b1 b2) (== c1 c2) (== d1 d2))))

(define-instance ((Ord :a) (Ord :b) (Ord :c) (Ord :d) => Ord (Tuple4 :a :b :c :d))
  (define (<=> (Tuple4 a1 b1 c1 d1) (Tuple4 a2 b2 c2 d2))
    (match (<=> a1 a2)
      ((EQ) (match (<=> b1 b2)
        ((EQ) (match (<=> c1 c2)
          ((EQ) (<=> d1 d2))
          (other other)))
        (other other)))
      (other other))))

(define-instance ((Hash :a) (Hash :b) (Hash :c) (Hash :d) => Hash (Tuple4 :a :b :c :d))
  (define (hash (Tuple4 a b c d))
    (combine-hashes (combine-hashes (combine-hashes (hash a) (hash b)) (hash c)) (hash d))))

(define-instance ((Default :a) (Default :b) (Default :c) (Default :d) => Default (Tuple4 :a :b :c :d))
  (define (default) (Tuple4 (default) (default) (default) (default))))

;;; Tuple5

(define-instance ((Eq :a) (Eq :b) (Eq :c) (Eq :d) (Eq :e) => Eq (Tuple5 :a :b :c :d :e))
  (define (== (Tuple5 a1 b1 c1 d1 e1) (Tuple5 a2 b2 c2 d2 e2))
    (and (== a1 a2) (== b1 b2) (== c1 c2) (== d1 d2) (== e1 e2))))

(define-instance ((Ord :a) (Ord :b) (Ord :c) (Ord :d) (Ord :e) => Ord (Tuple5 :a :b :c :d :e))
  (define (<=> (Tuple5 a1 b1 c1 d1 e1) (Tuple5 a2 b2 c2 d2 e2))
    (match (<=> a1 a2)
      ((EQ) (match (<=> b1 b2)
        ((EQ) (match (<=> c1 c2)
          ((EQ) (match (<=> d1 d2)
            ((EQ) (<=> e1 e2))
            (other other)))
          (other other)))
        (other other)))
      (other other))))

(define-instance ((Hash :a) (Hash :b) (Hash :c) (Hash :d) (Hash :e) => Hash (Tuple5 :a :b :c :d :e))
  (define (hash (Tuple5 a b c d e))
    (combine-hashes (combine-hashes (combine-hashes (combine-hashes (hash a) (hash b)) (hash c)) (hash d)) (hash e))))

(define-instance ((Default :a) (Default :b) (Default :c) (Default :d) (Default :e) => Default (Tuple5 :a :b :c :d :e))
  (define (default) (Tuple5 (default) (default) (default) (default) (default))))
