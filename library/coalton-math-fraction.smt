;;;; coalton/math/fraction -- exact ratios.
;;;;
;;;; A Fraction is kept in lowest terms with a positive denominator, so equal fractions are equal field by field.

(package coalton/math/fraction
  (import
   coalton/classes
   coalton/hash
   smelter/literal
   coalton/math/arith
   (smelter/prim as p))
  (export Fraction mkFraction numerator denominator))

(declare mkFraction (Integer * Integer -> Fraction))
(define (mkFraction a b)
  "a divided by b: `(mkFraction 10 -4)` is -5/2. An error when b is zero.

    (mkFraction 10 -4)  => -5/2"
  (cond
    ((p:int-lt 0 b) (reduced a b))
    ((p:int-eq b 0) (p:error "division by zero"))
    (True (reduced (p:int-neg a) (p:int-neg b)))))

;; b is positive.
(declare reduced (Integer -> Integer -> Fraction))
(define (reduced a b)
  (if (p:int-eq b 1)
      (Ratio a b)
      (let ((g (p:int-gcd a b)))
        (if (p:int-eq g 1)
            (Ratio a b)
            (Ratio (p:int-quot a g) (p:int-quot b g))))))

(declare numerator (Fraction -> Integer))
(define (numerator (Ratio a _))
  "What stands above the line, in lowest terms.

    (numerator 6/8)  => 3"
  a)

(declare denominator (Fraction -> Integer))
(define (denominator (Ratio _ b))
  "What stands below the line, in lowest terms: positive.

    (denominator 6/8)  => 4"
  b)

(define-instance (Eq Fraction)
  (define (== (Ratio a b) (Ratio c d))
    (and (p:int-eq a c) (p:int-eq b d))))

(define-instance (Ord Fraction)
  (define (<=> (Ratio a b) (Ratio c d))
    (p:int-cmp (p:int-mul a d) (p:int-mul c b)))
  (define (%lt (Ratio a b) (Ratio c d))
    (p:int-lt (p:int-mul a d) (p:int-mul c b)))
  (define (%le (Ratio a b) (Ratio c d))
    (p:int-le (p:int-mul a d) (p:int-mul c b))))

(define-instance (Num Fraction)
  (define (+ (Ratio a b) (Ratio c d))
    (reduced (p:int-add (p:int-mul a d) (p:int-mul c b)) (p:int-mul b d)))
  (define (- (Ratio a b) (Ratio c d))
    (reduced (p:int-sub (p:int-mul a d) (p:int-mul c b)) (p:int-mul b d)))
  (define (* (Ratio a b) (Ratio c d))
    (reduced (p:int-mul a c) (p:int-mul b d)))
  (define (fromInt n) (Ratio n 1))
  (define (%negate (Ratio a b)) (Ratio (p:int-neg a) b))
  (define (%power (Ratio a b) n) (Ratio (p:int-pow a n) (p:int-pow b n))))

(define-instance (Reciprocable Fraction)
  (define (/ (Ratio a b) (Ratio c d))
    (mkFraction (p:int-mul a d) (p:int-mul b c)))
  (define (reciprocal (Ratio a b))
    (mkFraction b a)))

(define-instance (Dividable Integer Fraction)
  (define (general/ a b) (mkFraction a b)))

(define-instance (Hash Fraction)
  (define (hash (Ratio a b))
    (combine-hashes (hash a) (hash b))))

(define-instance (Default Fraction)
  (define (default) 0))

;;; Every integer is a fraction.

(declare from-signed (:a -> Fraction))
(define (from-signed n)
  (Ratio (p:word->int-signed n) 1))

(declare from-unsigned (:a -> Fraction))
(define (from-unsigned n)
  (Ratio (p:word->int n) 1))

(define-instance (Into Integer Fraction)
  (define (into n) (Ratio n 1)))

(define-instance (Into I8 Fraction)
  (define (into n) (from-signed n)))

(define-instance (Into I16 Fraction)
  (define (into n) (from-signed n)))

(define-instance (Into I32 Fraction)
  (define (into n) (from-signed n)))

(define-instance (Into I64 Fraction)
  (define (into n) (from-signed n)))

(define-instance (Into IFix Fraction)
  (define (into n) (from-signed n)))

(define-instance (Into U8 Fraction)
  (define (into n) (from-unsigned n)))

(define-instance (Into U16 Fraction)
  (define (into n) (from-unsigned n)))

(define-instance (Into U32 Fraction)
  (define (into n) (from-unsigned n)))

(define-instance (Into U64 Fraction)
  (define (into n) (from-unsigned n)))

(define-instance (Into UFix Fraction)
  (define (into n) (from-unsigned n)))

(define-instance (Into Bit Fraction)
  (define (into n) (from-unsigned n)))

;;; A finite float is one exactly: mantissa times a power of two.

(declare scaled (Integer -> Integer -> Fraction))
(define (scaled mantissa exponent)
  (if (p:int-lt exponent 0)
      (reduced mantissa (p:int-shift 1 (p:int-neg exponent)))
      (Ratio (p:int-shift mantissa exponent) 1)))

(define-instance (TryInto F32 Fraction)
  (define (tryInto x)
    (if (finite? x)
        (Some (scaled (p:f32-mantissa x) (p:f32-exponent x)))
        None)))

(define-instance (TryInto F64 Fraction)
  (define (tryInto x)
    (if (finite? x)
        (Some (scaled (p:f64-mantissa x) (p:f64-exponent x)))
        None)))
