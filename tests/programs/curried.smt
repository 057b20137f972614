;; The curried dialect of 2025: partial application, Unit, tuples for several results, while-let, loops, operator sections.
(package curried
  (import coalton-prelude
          coalton-library/functions
          (coalton-library/list as list)
          (coalton-library/string as str)
          (coalton-library/cell as cell)
          (coalton-library/vector as vec)
          (coalton-library/hashtable as table)
          (coalton-library/iterator as iter)
          (coalton-library/math as math)
          (smelter as io)))

;; ---- a symbolic algebra
(define-type Expr
  (Const Integer)
  (Var String)
  (Add Expr Expr)
  (Mul Expr Expr)
  (Pow Expr Integer))

(define-instance (Eq Expr)
  (define (== a b)
    (match (Tuple a b)
      ((Tuple (Const x) (Const y)) (== x y))
      ((Tuple (Var x) (Var y)) (== x y))
      ((Tuple (Add a b) (Add c d)) (and (== a c) (== b d)))
      ((Tuple (Mul a b) (Mul c d)) (and (== a c) (== b d)))
      ((Tuple (Pow a n) (Pow b m)) (and (== a b) (== n m)))
      (_ False))))

(declare derive-by (String -> Expr -> Expr))
(define (derive-by x e)
  (match e
    ((Const _) (Const 0))
    ((Var y) (if (== x y) (Const 1) (Const 0)))
    ((Add a b) (Add (derive-by x a) (derive-by x b)))
    ((Mul a b) (Add (Mul (derive-by x a) b) (Mul a (derive-by x b))))
    ((Pow a n) (Mul (Mul (Const n) (Pow a (- n 1))) (derive-by x a)))))

(declare simplify-step (Expr -> Expr))
(define (simplify-step e)
  (match e
    ((Add (Const 0) a) a)
    ((Add a (Const 0)) a)
    ((Add (Const x) (Const y)) (Const (+ x y)))
    ((Mul (Const 0) _) (Const 0))
    ((Mul _ (Const 0)) (Const 0))
    ((Mul (Const 1) a) a)
    ((Mul a (Const 1)) a)
    ((Mul (Const x) (Const y)) (Const (* x y)))
    ((Mul (Const x) (Mul (Const y) a)) (Mul (Const (* x y)) a))
    ((Pow a 1) a)
    ((Pow _ 0) (Const 1))
    (_ e)))

(declare bottom-up ((Expr -> Expr) -> Expr -> Expr))
(define (bottom-up f e)
  (let ((go (bottom-up f)))
    (match e
      ((Add a b) (f (Add (go a) (go b))))
      ((Mul a b) (f (Mul (go a) (go b))))
      ((Pow a n) (f (Pow (go a) n)))
      (_ (f e)))))

(declare fixpoint (Eq :a => (:a -> :a) -> :a -> :a))
(define (fixpoint f x)
  (let ((y (f x))) (if (== x y) x (fixpoint f y))))

(define simplify (fixpoint (bottom-up simplify-step)))

(declare render (Expr -> String))
(define (render e)
  (match e
    ((Const n) (into n))
    ((Var x) x)
    ((Add a b) (mconcat (make-list "(" (render a) " + " (render b) ")")))
    ((Mul a b) (mconcat (make-list (render a) "*" (render b))))
    ((Pow a n) (mconcat (make-list (render a) "^" (into n))))))

(declare eval-with ((String -> Optional Integer) -> Expr -> Optional Integer))
(define (eval-with env e)
  (match e
    ((Const n) (Some n))
    ((Var x) (env x))
    ((Add a b) (liftA2 + (eval-with env a) (eval-with env b)))
    ((Mul a b) (liftA2 * (eval-with env a) (eval-with env b)))
    ((Pow a n) (map (flip ^ n) (eval-with env a)))))

;; ---- folds and sections
(declare sum-squares (List Integer -> Integer))
(define sum-squares (.< (fold + 0) (map (fn (x) (* x x)))))

(declare increments (List Integer -> List Integer))
(define increments (map (+ 1)))

(declare compose-all (List (:a -> :a) -> :a -> :a))
(define (compose-all fs) (foldr compose id fs))

;; ---- imperative loops
(declare collatz (Integer -> Tuple Integer Integer))
(define (collatz n)
  (let steps = (cell:new 0))
  (let top = (cell:new n))
  (let current = (cell:new n))
  (while (/= 1 (cell:read current))
    (let x = (cell:read current))
    (cell:increment! steps)
    (when (> x (cell:read top)) (cell:write! top x) Unit)
    (cell:write! current (if (even? x) (math:div x 2) (+ 1 (* 3 x)))))
  (Tuple (cell:read steps) (cell:read top)))

(declare sieve (UFix -> List UFix))
(define (sieve n)
  (let flags = (vec:with-initial-element (+ n 1) True))
  (let primes = (cell:new Nil))
  (for p in (iter:range-increasing 1 2 (+ n 1))
    (unless (vec:index-unsafe p flags) (continue))
    (cell:push! primes p)
    (for k in (iter:range-increasing p (* p p) (+ n 1))
      (vec:set! k False flags)))
  (reverse (cell:read primes)))

(declare word-count (List String -> List (Tuple String Integer)))
(define (word-count words)
  (let counts = (the (table:HashTable String Integer) (table:new)))
  (let rest = (cell:new words))
  (while-let (Some w) = (match (cell:read rest)
                          ((Nil) None)
                          ((Cons w more) (cell:write! rest more) (Some w)))
    (table:set! counts w (+ 1 (defaulting-to 0 (table:get counts w)))))
  (list:sortBy (fn ((Tuple a m) (Tuple b n))
                 (match (<=> n m) ((EQ) (<=> a b)) (other other)))
               (iter:collect! (table:entries counts))))

(declare defaulting-to (:a -> Optional :a -> :a))
(define (defaulting-to d o) (match o ((Some x) x) ((None) d)))

(declare tree-loop (Unit -> Integer))
(define (tree-loop)
  (let n = (cell:new 0))
  (loop :outer
    (loop
      (cell:increment! n)
      (when (== 0 (mod (cell:read n) 7)) (break :outer))
      (when (== 0 (mod (cell:read n) 3)) (break)))
    (cell:update! (+ 1) n))
  (cell:read n))

(declare divide (Integer -> Integer -> Result String (Tuple Integer Integer)))
(define (divide a b)
  (if (== b 0)
      (Err "division by zero")
      (Ok (math:divMod a b))))

(define (say x) (io:println x))

(define (main)
  (let e = (Mul (Add (Var "x") (Const 3)) (Pow (Var "x") 2)))
  (say (render e))
  (say (render (simplify (derive-by "x" e))))
  (say (render (simplify (derive-by "x" (derive-by "x" (Pow (Var "x") 3))))))
  (let env = (fn (name) (if (== name "x") (Some 5) None)))
  (say (io:show (eval-with env (derive-by "x" e))))
  (say (io:show (eval-with env (Add (Var "y") (Const 1)))))
  (say (io:show (sum-squares (list:range 1 10))))
  (say (io:show (increments (make-list 1 2 3))))
  (say (io:show (compose-all (make-list (+ 1) (* 2) (flip - 3)) 10)))
  (say (io:show (map collatz (make-list 6 27))))
  (say (io:show (sieve 50)))
  (say (io:show (word-count (str:split #\Space "the cat and the dog and the bird"))))
  (say (io:show (tree-loop)))
  (say (io:show (map (fn (b) (divide -7 b)) (make-list 2 0))))
  (let (Tuple q r) = (math:quotRem -7 2))
  (say (io:show (make-list q r)))
  (say (str:concat "done" (if (== (uncurry + (Tuple 1 2)) 3) "." "?"))))

(declare uncurry ((:a -> :b -> :c) -> Tuple :a :b -> :c))
(define (uncurry f (Tuple a b)) (f a b))
