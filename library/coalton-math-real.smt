;;;; coalton/math/real -- numbers on the line: rounding them, and writing them as fractions.

(package coalton/math/real
  (import
   coalton/classes
   coalton/builtin
   smelter/literal
   coalton/math/arith
   coalton/math/fraction
   coalton/math/integral
   (smelter/prim as p))
  (export
   Quantizable proper floor ceiling
   Real real-approx
   Rational to-fraction best-approx
   Quantization quantize
   truncate round round-half-up round-half-down
   safe/ exact/ inexact/ floor/ ceiling/ round/ fromfrac))

(define-class (Quantizable :a)
  "Numbers that lie between two whole numbers."
  (proper "The whole number towards zero, and what is left.

    (progn (let (values n rest) = (proper -1.5)) (Tuple n rest))  => (Tuple -1 -0.5)" (:a -> Integer * :a))
  (floor "The greatest whole number that is not above.

    (floor -1.5)  => -2
    (floor -0.5)  => -1" (:a -> Integer))
  (ceiling "The least whole number that is not below.

    (ceiling 1.2)  => 2" (:a -> Integer)))

(define-class ((Quantizable :a) (Num :a) => Real :a)
  "Numbers that a fraction can come as near to as one wishes."
  (real-approx "A fraction that differs by less than two to the power of minus so much.

    (< (abs (- (real-approx 10 0.1) 1/10)) 1/1024)  => True" (UFix * :a -> Fraction)))

(define-class ((Real :a) (Ord :a) => Rational :a)
  "Numbers that are fractions."
  (to-fraction "The very fraction that it is: that of 0.1 has a large denominator.

    (to-fraction 0.25)  => 1/4" (:a -> Fraction))
  (best-approx "The simplest fraction that stands for it: that of 0.1 is 1/10.

    (best-approx 0.1)  => 1/10
    (best-approx 0.3)  => 3/10" (:a -> Fraction)))

(define-instance (Quantizable Integer)
  (define (proper n) (values (toInteger n) 0))
  (define (floor n) (toInteger n))
  (define (ceiling n) (toInteger n)))

(define-instance (Real Integer)
  (define (real-approx _ n) (Ratio (toInteger n) 1)))

(define-instance (Rational Integer)
  (define (to-fraction n) (Ratio (toInteger n) 1))
  (define (best-approx n) (Ratio (toInteger n) 1)))

(define-instance (Quantizable I8)
  (define (proper n) (values (toInteger n) 0))
  (define (floor n) (toInteger n))
  (define (ceiling n) (toInteger n)))

(define-instance (Real I8)
  (define (real-approx _ n) (Ratio (toInteger n) 1)))

(define-instance (Rational I8)
  (define (to-fraction n) (Ratio (toInteger n) 1))
  (define (best-approx n) (Ratio (toInteger n) 1)))

(define-instance (Quantizable I16)
  (define (proper n) (values (toInteger n) 0))
  (define (floor n) (toInteger n))
  (define (ceiling n) (toInteger n)))

(define-instance (Real I16)
  (define (real-approx _ n) (Ratio (toInteger n) 1)))

(define-instance (Rational I16)
  (define (to-fraction n) (Ratio (toInteger n) 1))
  (define (best-approx n) (Ratio (toInteger n) 1)))

(define-instance (Quantizable I32)
  (define (proper n) (values (toInteger n) 0))
  (define (floor n) (toInteger n))
  (define (ceiling n) (toInteger n)))

(define-instance (Real I32)
  (define (real-approx _ n) (Ratio (toInteger n) 1)))

(define-instance (Rational I32)
  (define (to-fraction n) (Ratio (toInteger n) 1))
  (define (best-approx n) (Ratio (toInteger n) 1)))

(define-instance (Quantizable I64)
  (define (proper n) (values (toInteger n) 0))
  (define (floor n) (toInteger n))
  (define (ceiling n) (toInteger n)))

(define-instance (Real I64)
  (define (real-approx _ n) (Ratio (toInteger n) 1)))

(define-instance (Rational I64)
  (define (to-fraction n) (Ratio (toInteger n) 1))
  (define (best-approx n) (Ratio (toInteger n) 1)))

(define-instance (Quantizable IFix)
  (define (proper n) (values (toInteger n) 0))
  (define (floor n) (toInteger n))
  (define (ceiling n) (toInteger n)))

(define-instance (Real IFix)
  (define (real-approx _ n) (Ratio (toInteger n) 1)))

(define-instance (Rational IFix)
  (define (to-fraction n) (Ratio (toInteger n) 1))
  (define (best-approx n) (Ratio (toInteger n) 1)))

(define-instance (Quantizable U8)
  (define (proper n) (values (toInteger n) 0))
  (define (floor n) (toInteger n))
  (define (ceiling n) (toInteger n)))

(define-instance (Real U8)
  (define (real-approx _ n) (Ratio (toInteger n) 1)))

(define-instance (Rational U8)
  (define (to-fraction n) (Ratio (toInteger n) 1))
  (define (best-approx n) (Ratio (toInteger n) 1)))

(define-instance (Quantizable U16)
  (define (proper n) (values (toInteger n) 0))
  (define (floor n) (toInteger n))
  (define (ceiling n) (toInteger n)))

(define-instance (Real U16)
  (define (real-approx _ n) (Ratio (toInteger n) 1)))

(define-instance (Rational U16)
  (define (to-fraction n) (Ratio (toInteger n) 1))
  (define (best-approx n) (Ratio (toInteger n) 1)))

(define-instance (Quantizable U32)
  (define (proper n) (values (toInteger n) 0))
  (define (floor n) (toInteger n))
  (define (ceiling n) (toInteger n)))

(define-instance (Real U32)
  (define (real-approx _ n) (Ratio (toInteger n) 1)))

(define-instance (Rational U32)
  (define (to-fraction n) (Ratio (toInteger n) 1))
  (define (best-approx n) (Ratio (toInteger n) 1)))

(define-instance (Quantizable U64)
  (define (proper n) (values (toInteger n) 0))
  (define (floor n) (toInteger n))
  (define (ceiling n) (toInteger n)))

(define-instance (Real U64)
  (define (real-approx _ n) (Ratio (toInteger n) 1)))

(define-instance (Rational U64)
  (define (to-fraction n) (Ratio (toInteger n) 1))
  (define (best-approx n) (Ratio (toInteger n) 1)))

(define-instance (Quantizable UFix)
  (define (proper n) (values (toInteger n) 0))
  (define (floor n) (toInteger n))
  (define (ceiling n) (toInteger n)))

(define-instance (Real UFix)
  (define (real-approx _ n) (Ratio (toInteger n) 1)))

(define-instance (Rational UFix)
  (define (to-fraction n) (Ratio (toInteger n) 1))
  (define (best-approx n) (Ratio (toInteger n) 1)))

(define-instance (Quantizable Bit)
  (define (proper n) (values (toInteger n) 0))
  (define (floor n) (toInteger n))
  (define (ceiling n) (toInteger n)))

(define-instance (Real Bit)
  (define (real-approx _ n) (Ratio (toInteger n) 1)))

(define-instance (Rational Bit)
  (define (to-fraction n) (Ratio (toInteger n) 1))
  (define (best-approx n) (Ratio (toInteger n) 1)))

(define-instance (Quantizable Fraction)
  (define (proper (Ratio a b))
    (let ((n (p:int-quot a b)))
      (values n (Ratio (p:int-rem a b) b))))
  (define (floor (Ratio a b)) (p:int-div a b))
  (define (ceiling (Ratio a b)) (p:int-neg (p:int-div (p:int-neg a) b))))

(define-instance (Real Fraction)
  (define (real-approx _ x) x))

(define-instance (Rational Fraction)
  (define (to-fraction x) x)
  (define (best-approx x) x))

(define-instance (Quantizable F32)
  (define (proper x)
    (let ((whole (p:f32-truncate x)))
      (values (p:f32->int whole) (p:f32-sub x whole))))
  (define (floor x) (p:f32->int (p:f32-floor x)))
  (define (ceiling x) (p:f32->int (p:f32-ceiling x))))

(define-instance (Real F32)
  (define (real-approx _ x) (to-fraction x)))

(define-instance (Rational F32)
  (define (to-fraction x)
    (match (tryInto x)
      ((Some q) q)
      ((None) (p:error "to-fraction: infinity and NaN are no fractions"))))
  (define (best-approx x)
    (if (finite? x)
        (simplest-near (p:f32-mantissa x) (p:f32-exponent x))
        (p:error "best-approx: infinity and NaN are no fractions"))))

(define-instance (Quantizable F64)
  (define (proper x)
    (let ((whole (p:f64-truncate x)))
      (values (p:f64->int whole) (p:f64-sub x whole))))
  (define (floor x) (p:f64->int (p:f64-floor x)))
  (define (ceiling x) (p:f64->int (p:f64-ceiling x))))

(define-instance (Real F64)
  (define (real-approx _ x) (to-fraction x)))

(define-instance (Rational F64)
  (define (to-fraction x)
    (match (tryInto x)
      ((Some q) q)
      ((None) (p:error "to-fraction: infinity and NaN are no fractions"))))
  (define (best-approx x)
    (if (finite? x)
        (simplest-near (p:f64-mantissa x) (p:f64-exponent x))
        (p:error "best-approx: infinity and NaN are no fractions"))))

;; The simplest of the fractions nearer to mantissa * 2^exponent than to the floats beside it: those within
;; half a step of the last binary place.
(declare simplest-near (Integer -> Integer -> Fraction))
(define (simplest-near mantissa exponent)
  (cond
    ((== mantissa 0) (Ratio 0 1))
    ((< mantissa 0) (negate (simplest-near (negate mantissa) exponent)))
    ((>= exponent 0) (Ratio (p:int-shift mantissa exponent) 1))
    (True
     (let ((twice (+ mantissa mantissa))
           (scale (p:int-shift 1 (- 1 exponent))))
       (simplest-between (- twice 1) scale (+ twice 1) scale)))))

;; The fraction with the least denominator strictly between a/b and c/d, both positive: if there is a whole
;; number in between it is that, else both have the same whole part and what is left is turned upside down.
(declare simplest-between (Integer -> Integer -> Integer -> Integer -> Fraction))
(define (simplest-between a b c d)
  (let ((whole (p:int-div a b)))
    (if (< (* (+ whole 1) d) c)
        (Ratio (+ whole 1) 1)
        (let ((r (- a (* whole b)))
              (s (- c (* whole d))))
          (if (== r 0)
              (least-above whole s d)
              (match (simplest-between d s b r)
                ((Ratio n m) (Ratio (+ (* whole n) m) n))))))))

;; whole + 1/n with the least n for which that is below whole + s/d.
(declare least-above (Integer -> Integer -> Integer -> Fraction))
(define (least-above whole s d)
  (let ((n (+ 1 (p:int-div d s))))
    (Ratio (+ 1 (* whole n)) n)))

(define-struct (Quantization :a)
  "A number, the whole numbers below and above it, and how far it is from them."
  (value :a)
  (floor Integer)
  (floor-rem :a)
  (ceiling Integer)
  (ceiling-rem :a))

(declare quantize (Real :a => :a -> Quantization :a))
(define (quantize x)
  "Where x lies between whole numbers.

    (.floor (quantize 2.25))  => 2"
  (let ((low (floor x))
        (high (ceiling x)))
    (Quantization x low (- x (fromInt low)) high (- x (fromInt high)))))

(declare truncate (Quantizable :a => :a -> Integer))
(define (truncate x)
  "The whole number towards zero.

    (truncate -1.7)  => -1
    (map truncate (make-list 2.7 -2.7))  => #<List [2 -2]>"
  (let (values n _) = (proper x))
  n)

;; The nearest whole number; of two that are as near, the one that choose takes (the lower, the upper).
(declare round-by ((Quantizable :a) (Num :a) => (Integer -> Integer -> Integer) -> :a -> Integer))
(define (round-by choose x)
  (let ((low (floor x))
        (high (ceiling x)))
    (if (== low high)
        low
        (let ((twice (+ x x)))
          (let ((below (floor twice)))
            (cond
              ((== below (+ low low)) low)
              ((== below (ceiling twice)) (choose low high))
              (True high)))))))

(declare round ((Quantizable :a) (Num :a) => :a -> Integer))
(define (round x)
  "The nearest whole number, the even one of two: 2.5 gives 2, 3.5 gives 4.

    (round 2.5)  => 2
    (map round (make-list 2.5 3.5 -2.5))  => #<List [2 4 -2]>"
  (round-by (fn (low high) (if (even? low) low high)) x))

(declare round-half-up ((Quantizable :a) (Num :a) => :a -> Integer))
(define (round-half-up x)
  "The nearest whole number, the upper of two.

    (round-half-up 2.5)  => 3
    (map round-half-up (make-list 2.5 -2.5 2.4))  => #<List [3 -2 2]>"
  (round-by (fn (_ high) high) x))

(declare round-half-down ((Quantizable :a) (Num :a) => :a -> Integer))
(define (round-half-down x)
  "The nearest whole number, the lower of two.

    (map round-half-down (make-list 2.5 -2.5 2.6))  => #<List [2 -3 3]>"
  (round-by (fn (low _) low) x))

(declare safe/ ((Num :a) (Dividable :a :b) => :a * :a -> Optional :b))
(define (safe/ x y)
  "The quotient, or None when y is zero.

    (the (Optional F64) (safe/ 1.0 0.0))  => None
    (the (Optional Fraction) (safe/ 1/2 2))  => (Some 1/4)"
  (if (== y 0) None (Some (general/ x y))))

(declare exact/ (Integer * Integer -> Fraction))
(define (exact/ a b)
  "The quotient as a Fraction.

    (exact/ 2 4)  => 1/2"
  (mkFraction a b))

(declare inexact/ (Integer * Integer -> F64))
(define (inexact/ a b)
  "The quotient as an F64.

    (inexact/ 1 4)  => 0.25"
  (general/ a b))

(declare floor/ (Integer * Integer -> Integer))
(define (floor/ a b)
  "The quotient, rounded downwards.

    (floor/ -7 2)  => -4"
  (p:int-div a b))

(declare ceiling/ (Integer * Integer -> Integer))
(define (ceiling/ a b)
  "The quotient, rounded upwards.

    (ceiling/ -7 2)  => -3"
  (p:int-neg (p:int-div (p:int-neg a) b)))

(declare round/ (Integer * Integer -> Integer))
(define (round/ a b)
  "The quotient, rounded to the nearest, the even one of two.

    (round/ 7 2)  => 4
    (round/ 5 2)  => 2"
  (round (mkFraction a b)))

(declare fromfrac (Dividable Integer :a => Fraction -> :a))
(define (fromfrac q)
  "A fraction as another type of number.

    (the F64 (fromfrac 1/4))  => 0.25"
  (general/ (numerator q) (denominator q)))
