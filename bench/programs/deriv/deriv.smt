;; Symbolic differentiation and simplification of expressions.
(define-type Expr
  (Num Integer)
  (Var String)
  (Add Expr Expr)
  (Mul Expr Expr)
  (Pow Expr Integer))

(declare add (Expr -> Expr -> Expr))
(define (add a b)
  (match (Tuple a b)
    ((Tuple (Num x) (Num y)) (Num (+ x y)))
    ((Tuple (Num 0) _) b)
    ((Tuple _ (Num 0)) a)
    (_ (Add a b))))

(declare mul (Expr -> Expr -> Expr))
(define (mul a b)
  (match (Tuple a b)
    ((Tuple (Num x) (Num y)) (Num (* x y)))
    ((Tuple (Num 0) _) (Num 0))
    ((Tuple _ (Num 0)) (Num 0))
    ((Tuple (Num 1) _) b)
    ((Tuple _ (Num 1)) a)
    (_ (Mul a b))))

(declare power (Expr -> Integer -> Expr))
(define (power a n)
  (cond ((== n 0) (Num 1))
        ((== n 1) a)
        (True (Pow a n))))

(declare derive-by (String -> Expr -> Expr))
(define (derive-by v e)
  (match e
    ((Num _) (Num 0))
    ((Var w) (if (== v w) (Num 1) (Num 0)))
    ((Add a b) (add (derive-by v a) (derive-by v b)))
    ((Mul a b) (add (mul a (derive-by v b)) (mul b (derive-by v a))))
    ((Pow a n) (mul (mul (Num n) (power a (- n 1))) (derive-by v a)))))

(declare size (Expr -> Integer))
(define (size e)
  (match e
    ((Num _) 1)
    ((Var _) 1)
    ((Add a b) (+ 1 (+ (size a) (size b))))
    ((Mul a b) (+ 1 (+ (size a) (size b))))
    ((Pow a _) (+ 1 (size a)))))

(declare nest (Integer -> Expr -> Expr))
(define (nest n e)
  (if (== n 0)
      e
      (nest (- n 1) (derive-by "x" e))))

(declare expression (Integer -> Expr))
(define (expression k)
  (Mul (Pow (Add (Var "x") (Num k)) 5)
       (Mul (Add (Pow (Var "x") 4) (Mul (Num 3) (Var "y")))
            (Add (Mul (Var "x") (Var "x")) (Num 7)))))

(define (main)
  (println (show (for ((k 1 (+ k 1)) (sum 0 (+ sum (size (nest 6 (expression k)))))) :returns sum :while (<= k 2000) Unit))))
