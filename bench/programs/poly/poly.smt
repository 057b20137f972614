;; Polymorphic code over classes of the user's own: a matrix power over any semiring.
(define-class (Semiring :a)
  (zero :a)
  (one :a)
  (plus (:a -> :a -> :a))
  (times (:a -> :a -> :a)))

(define-type Modular (Modular I64))
(define-type Cost Infinite (Cost I64))

(define-instance (Semiring Modular)
  (define zero (Modular 0))
  (define one (Modular 1))
  (define (plus (Modular a) (Modular b)) (Modular (math:mod (+ a b) 1000003)))
  (define (times (Modular a) (Modular b)) (Modular (math:mod (* a b) 1000003))))

(define-instance (Semiring Cost)
  (define zero Infinite)
  (define one (Cost 0))
  (define (plus a b)
    (match (Tuple a b)
      ((Tuple (Infinite) _) b)
      ((Tuple _ (Infinite)) a)
      ((Tuple (Cost x) (Cost y)) (if (< x y) a b))))
  (define (times a b)
    (match (Tuple a b)
      ((Tuple (Cost x) (Cost y)) (Cost (+ x y)))
      (_ Infinite))))

(declare dot (Semiring :a => List :a -> List :a -> :a))
(define (dot xs ys)
  (rec loop ((xs xs) (ys ys) (sum zero))
    (match (Tuple xs ys)
      ((Tuple (Cons x xs) (Cons y ys)) (loop xs ys (plus sum (times x y))))
      (_ sum))))

(declare multiply (Semiring :a => List (List :a) -> List (List :a) -> List (List :a)))
(define (multiply a b)
  (let ((columns (list:transpose b)))
    (map (fn (row) (map (fn (column) (dot row column)) columns)) a)))

(declare identity (Semiring :a => Integer -> List (List :a)))
(define (identity n)
  (map (fn (i) (map (fn (j) (if (== i j) one zero)) (range 1 n))) (range 1 n)))

(declare power (Semiring :a => Integer -> Integer -> List (List :a) -> List (List :a)))
(define (power size n m)
  (cond ((== n 0) (identity size))
        ((even? n) (power size (math:div n 2) (multiply m m)))
        (True (multiply m (power size (- n 1) m)))))

(declare matrix ((I64 -> :a) -> I64 -> List (List :a)))
(define (matrix f n)
  (map (fn (i) (map (fn (j) (f (math:mod (+ (* i 7) (* j 13)) 101))) (range 1 n))) (range 1 n)))

(declare modular (Modular -> I64))
(define (modular (Modular n)) n)

(declare cost (Cost -> I64))
(define (cost c) (match c ((Infinite) -1) ((Cost n) n)))

(declare total ((:a -> I64) -> List (List :a) -> I64))
(define (total f m) (fold (fn (sum row) (fold (fn (sum x) (+ sum (f x))) sum row)) 0 m))

(define (main)
  (progn
    (println (show (total modular (power 100 1000000 (matrix Modular 100)))))
    (println (show (total cost (power 100 1000000 (matrix (fn (n) (if (< n 20) Infinite (Cost n))) 100)))))))
