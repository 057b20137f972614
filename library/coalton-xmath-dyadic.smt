;;;; coalton/xmath/dyadic -- whole numbers times powers of two, exactly.

(package coalton/xmath/dyadic
  (import
   coalton/classes
   coalton/builtin
   coalton/hash
   coalton/show
   coalton/math/arith
   coalton/math/fraction
   coalton/math/integral
   coalton/math/real
   smelter/literal
   (smelter/prim as p))
  (export Integer Dyadic scale shift simplify simplify-integer))

(define-type Dyadic
  "(Dyadic n k) is n times two to the power of k."
  (Dyadic Integer Integer))

(declare scale (Dyadic * Integer -> Dyadic))
(define (scale (Dyadic n k) j)
  "The number times two to the power of j.

    (scale (Dyadic 3 0) 2)  => (Dyadic 3 2)"
  (Dyadic n (+ k j)))

(declare shift (UFix * Dyadic -> Dyadic))
(define (shift k (Dyadic n j))
  "The same number with an exponent that is less by k.

    (shift 2 (Dyadic 3 0))  => (Dyadic 12 -2)"
  (let ((by (p:word->int k)))
    (Dyadic (p:int-shift n by) (- j by))))

(declare simplify (Dyadic -> Dyadic))
(define (simplify (Dyadic n k))
  "The same number with an odd first part; zero as (Dyadic 0 0).

    (simplify (Dyadic 12 0))  => (Dyadic 3 2)"
  (cond
    ((== n 0) (Dyadic 0 0))
    ((odd? n) (Dyadic n k))
    (True (simplify (Dyadic (p:int-shift n -1) (+ k 1))))))

(declare simplify-integer (Integer -> Dyadic))
(define (simplify-integer n)
  "A whole number with an odd first part.

    (simplify-integer 12)  => (Dyadic 3 2)"
  (simplify (Dyadic n 0)))

;; Both first parts with the lesser of the two exponents.
(declare aligned (Dyadic -> Dyadic -> Tuple (Tuple Integer Integer) Integer))
(define (aligned (Dyadic m j) (Dyadic n k))
  (if (< j k)
      (Tuple (Tuple m (p:int-shift n (- k j))) j)
      (Tuple (Tuple (p:int-shift m (- j k)) n) k)))

(define-instance (Eq Dyadic)
  (define (== x y)
    (match (aligned x y)
      ((Tuple (Tuple m n) _) (== m n)))))

(define-instance (Ord Dyadic)
  (define (<=> x y)
    (match (aligned x y)
      ((Tuple (Tuple m n) _) (<=> m n)))))

(define-instance (Hash Dyadic)
  (define (hash x)
    (match (simplify x)
      ((Dyadic n k) (combine-hashes (hash n) (hash k))))))

(define-instance (Num Dyadic)
  (define (+ x y)
    (match (aligned x y)
      ((Tuple (Tuple m n) k) (Dyadic (+ m n) k))))
  (define (- x y)
    (match (aligned x y)
      ((Tuple (Tuple m n) k) (Dyadic (- m n) k))))
  (define (* (Dyadic m j) (Dyadic n k))
    (Dyadic (* m n) (+ j k)))
  (define (fromInt n) (Dyadic n 0)))

(declare as-fraction (Dyadic -> Fraction))
(define (as-fraction (Dyadic n k))
  (if (< k 0)
      (mkFraction n (p:int-shift 1 (negate k)))
      (Ratio (p:int-shift n k) 1)))

(define-instance (Into Dyadic Fraction)
  (define (into x) (as-fraction x)))

(define-instance (Into Integer Dyadic)
  (define (into n) (Dyadic n 0)))

(define-instance (Quantizable Dyadic)
  (define (proper x)
    (let ((n (truncate (as-fraction x))))
      (values n (- x (Dyadic n 0)))))
  (define (floor x) (floor (as-fraction x)))
  (define (ceiling x) (ceiling (as-fraction x))))

(define-instance (Real Dyadic)
  (define (real-approx _ x) (as-fraction x)))

(define-instance (Rational Dyadic)
  (define (to-fraction x) (as-fraction x))
  (define (best-approx x) (as-fraction x)))

(define-instance (Show Dyadic)
  (define (show-to f (Dyadic n k))
    (f "(Dyadic ")
    (show-to f n)
    (f " ")
    (show-to f k)
    (f ")")))
