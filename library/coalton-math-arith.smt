;;;; coalton/math/arith -- division, infinities, signs.

(package coalton/math/arith
  (import
   coalton/classes
   coalton/builtin
   coalton/functions
   (smelter/prim as p))
  (export
   Reciprocable / reciprocal
   Dividable general/
   Transfinite infinity infinite? nan nan? negative-infinity finite?
   negate abs sign 1+ 1- ash
   zero? nonzero? positive? negative? nonpositive? nonnegative?))

(define-class (Num :a => Reciprocable :a)
  "Numbers that can be divided without a remainder."
  (/ "The quotient of two numbers.

    (/ 1.0 4)  => 0.25" (:a * :a -> :a))
  (reciprocal "One divided by the number.

    (reciprocal 1/4)  => 4" (:a -> :a)))

(define-class (Dividable :arg-type :res-type)
  "Numbers whose quotient is a number of another type: that of two Integers can be a Fraction."
  (general/ "The quotient, of the type wanted.

    (the Fraction (general/ 1 3))  => 1/3" (:arg-type * :arg-type -> :res-type)))

(define-instance (Reciprocable :a => Dividable :a :a)
  (define (general/ x y) (/ x y)))

(define-class (Transfinite :a)
  "Numbers with infinities, and with values that are no number."
  (infinity "Greater than every number.

    (the F64 infinity)  => inf" :a)
  (infinite? "Is it one of the infinities?

    (infinite? (/ 1.0 0))  => True" (:a -> Boolean))
  (nan "No number; not even equal to itself.

    (the F64 nan)  => nan" :a)
  (nan? "Is it no number?

    (nan? (/ 0.0 0))  => True" (:a -> Boolean)))

(declare negative-infinity ((Transfinite :a) (Num :a) => :a))
(define negative-infinity
  "Less than every number.

    (the F64 negative-infinity)  => -inf"
  (negate infinity))

(declare finite? (Transfinite :a => :a -> Boolean))
(define (finite? x)
  "Is it a number, and no infinity?

    (map finite? (make-list 1.0 infinity nan))  => #<List [True False False]>"
  (not (or (infinite? x) (nan? x))))

(define-instance (Transfinite F32)
  (define infinity (p:f32-div 1 0))
  (define (infinite? x) (p:f32-infinite? x))
  (define nan (p:f32-div 0 0))
  (define (nan? x) (p:f32-nan? x)))

(define-instance (Transfinite F64)
  (define infinity (p:f64-div 1 0))
  (define (infinite? x) (p:f64-infinite? x))
  (define nan (p:f64-div 0 0))
  (define (nan? x) (p:f64-nan? x)))

(define-instance (Reciprocable F32)
  (define (/ a b) (p:f32-div a b))
  (define (reciprocal a) (p:f32-div 1 a)))

(define-instance (Reciprocable F64)
  (define (/ a b) (p:f64-div a b))
  (define (reciprocal a) (p:f64-div 1 a)))

(define-instance (Dividable Integer F32)
  (define (general/ a b) (p:f32-div (p:int->f32 a) (p:int->f32 b))))

(define-instance (Dividable Integer F64)
  (define (general/ a b) (p:f64-div (p:int->f64 a) (p:int->f64 b))))

(declare abs ((Ord :a) (Num :a) => :a -> :a))
(define (abs x)
  "The number without its sign.

    (abs -5)  => 5
    (abs -7)  => 7"
  (if (< x 0) (negate x) x))

(declare sign ((Ord :a) (Num :a) (Num :b) => :a -> :b))
(define (sign x)
  "-1, 0 or 1.

    (sign -5)  => -1
    (the (List Integer) (map sign (make-list -7 0 7)))  => #<List [-1 0 1]>"
  (match (<=> x 0)
    ((LT) (negate 1))
    ((EQ) 0)
    ((GT) 1)))

(declare 1+ (Num :num => :num -> :num))
(define (1+ num)
  "One more.

    (1+ 1)  => 2"
  (+ num 1))

(declare 1- (Num :num => :num -> :num))
(define (1- num)
  "One less.

    (1- 1)  => 0"
  (- num 1))

(declare ash (Integer * Integer -> Integer))
(define (ash x n)
  "x shifted to the left by n bits, or to the right when n is negative: `(ash 1 10)` is 1024.

    (ash 5 2)  => 20
    (ash -5 -1)  => -3"
  (p:int-shift x n))

(declare zero? (Num :a => :a -> Boolean))
(define (zero? x)
  "Is it zero?

    (zero? 0)  => True"
  (== x 0))

(declare nonzero? (Num :a => :a -> Boolean))
(define (nonzero? x)
  "Is it not zero?

    (nonzero? 0)  => False"
  (not (== x 0)))

(declare positive? ((Num :a) (Ord :a) => :a -> Boolean))
(define (positive? x)
  "Is it greater than zero?

    (map positive? (make-list -1 0 1))  => #<List [False False True]>"
  (> x 0))

(declare negative? ((Num :a) (Ord :a) => :a -> Boolean))
(define (negative? x)
  "Is it less than zero?

    (map negative? (make-list -1 0 1))  => #<List [True False False]>"
  (< x 0))

(declare nonpositive? ((Num :a) (Ord :a) => :a -> Boolean))
(define (nonpositive? x)
  "Is it zero or less?

    (map nonpositive? (make-list -1 0 1))  => #<List [True True False]>"
  (<= x 0))

(declare nonnegative? ((Num :a) (Ord :a) => :a -> Boolean))
(define (nonnegative? x)
  "Is it zero or more?

    (map nonnegative? (make-list -1 0 1))  => #<List [False True True]>"
  (>= x 0))
