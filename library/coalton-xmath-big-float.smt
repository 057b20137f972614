;;;; coalton/xmath/big-float -- floating-point numbers of any precision.
;;;;
;;;; A finite Big-Float is m * 2^e with Integers m and e, m odd or zero; exponents have no bounds, and there is one zero. Sums,
;;;; products, quotients and square roots are computed exactly, or with all that is left of them known to be more than nothing,
;;;; and then rounded to the precision that is set, in the rounding mode that is set. The other functions are those of computable
;;;; reals, taken to 24 bits more than that before they are rounded.

(package coalton/xmath/big-float
  (import
   coalton/classes
   coalton/builtin
   coalton/functions
   coalton/show
   coalton/math/arith
   coalton/math/complex
   coalton/math/conversions
   coalton/math/elementary
   coalton/math/fraction
   coalton/math/integral
   coalton/math/num
   coalton/math/real
   coalton/string
   smelter/literal
   (coalton/xmath/computable-reals as cr)
   (smelter/prim as p))
  (import-from coalton/xmath/computable-reals CReal)
  (export
   Big-Float RoundingMode rndn rndna rndz rndu rndd rnda rndf
   get-precision set-precision! get-rounding-mode set-rounding-mode!
   with-precision with-rounding with-precision-rounding
   bf-pi bf-ee round-to-f32 round-to-f64))

(define-type Big-Float
  "A floating-point number, an infinity, or no number."
  (Finite Integer Integer)
  Positive-infinity
  Negative-infinity
  Not-a-number)

;;; How results are rounded

(repr :enum)
(derive Eq Show)
(define-type RoundingMode
  "Which of two neighbours a result between them becomes."
  Nearest-even
  Nearest-away
  To-zero
  Upwards
  Downwards
  From-zero
  Faithful)

(declare rndn RoundingMode)
(define rndn
  "To the nearest; of two equally near to the one whose last bit is 0. This is how it is to begin with."
  Nearest-even)

(declare rndna RoundingMode)
(define rndna
  "To the nearest; of two equally near to the one further from zero."
  Nearest-away)

(declare rndz RoundingMode)
(define rndz
  "Towards zero."
  To-zero)

(declare rndu RoundingMode)
(define rndu
  "Upwards."
  Upwards)

(declare rndd RoundingMode)
(define rndd
  "Downwards."
  Downwards)

(declare rnda RoundingMode)
(define rnda
  "Away from zero."
  From-zero)

(declare rndf RoundingMode)
(define rndf
  "To one of the neighbours: the nearest here."
  Faithful)

(declare *precision* (Cell UFix))
(define *precision* (p:cell-new 53))

(declare *rounding* (Cell RoundingMode))
(define *rounding* (p:cell-new Nearest-even))

(declare get-precision (Void -> UFix))
(define (get-precision)
  "How many bits results have: 53 to begin with.

    (get-precision)  => 53"
  (p:cell-read *precision*))

(declare set-precision! (UFix -> Void))
(define (set-precision! bits)
  "Let results have so many bits from now on; at least 1."
  (p:cell-write! *precision* (checked-precision bits)))

(declare checked-precision (UFix -> UFix))
(define (checked-precision bits)
  (if (== bits 0) (p:error "the precision of a Big-Float must be greater than 0") bits))

(declare get-rounding-mode (Void -> RoundingMode))
(define (get-rounding-mode)
  "How results are rounded: `rndn` to begin with.

    (get-rounding-mode)  => Nearest-even"
  (p:cell-read *rounding*))

(declare set-rounding-mode! (RoundingMode -> Void))
(define (set-rounding-mode! mode)
  "Round results in that way from now on."
  (p:cell-write! *rounding* mode))

(declare with-precision-rounding ((Void -> :a) &key (:precision UFix) (:rounding RoundingMode) -> :a))
(define (with-precision-rounding f &key (precision (get-precision)) (rounding (get-rounding-mode)))
  "What f gives when results have so many bits and are rounded in that way."
  (dynamic-bind ((*precision* (p:cell-new (checked-precision precision)))
                 (*rounding* (p:cell-new rounding)))
    (f)))

(declare with-precision ((Void -> :a) &key (:precision UFix) -> :a))
(define (with-precision f &key (precision (get-precision)))
  "What f gives when results have so many bits.

    (with-precision (fn () (show (/ 1 (the Big-Float 3)))) :precision 30)  => \"3.333333335e-1\""
  (with-precision-rounding f :precision precision))

(declare with-rounding ((Void -> :a) &key (:rounding RoundingMode) -> :a))
(define (with-rounding f &key (rounding (get-rounding-mode)))
  "What f gives when results are rounded in that way.

    (with-rounding (fn () (/ 1 (the Big-Float 3))) :rounding RNDU)  => 3.333333333333334e-1"
  (with-precision-rounding f :rounding rounding))

;; m * 2^e with m odd or zero.
(declare normal (Integer -> Integer -> Big-Float))
(define (normal m e)
  (if (== m 0)
      (Finite 0 0)
      (let ((zeros (- (p:int-bit-length (p:int-and m (negate m))) 1)))
        (Finite (p:int-shift m (negate zeros)) (+ e zeros)))))

;; m * 2^e rounded to so many bits; with more? there is something behind m, further from zero.
(declare fitted (Integer -> RoundingMode -> Integer -> Integer -> Boolean -> Big-Float))
(define (fitted precision mode m e more?)
  (let ((magnitude (p:int-abs m)))
    (let ((extra (- (p:int-bit-length magnitude) precision)))
      (cond
        ((== m 0) (Finite 0 0))
        ((and (<= extra 0) (not more?)) (normal m e))
        ((<= extra 1)
         (let ((room (- 2 extra)))
           (fitted precision mode (p:int-shift m room) (- e room) more?)))
        (True
         (let ((kept (p:int-shift magnitude (negate extra))))
           (let ((rest (- magnitude (p:int-shift kept extra))))
             (let ((up? (away? mode (> m 0) (odd? kept)
                               (<=> rest (p:int-shift 1 (- extra 1)))
                               (and (== rest 0) (not more?)) more?)))
               (normal (* (sign m) (if up? (+ kept 1) kept)) (+ e extra))))))))))

;; Is a number rounded away from zero, given how what is dropped stands to a half?
(declare away? (RoundingMode -> Boolean -> Boolean -> Ordering -> Boolean -> Boolean -> Boolean))
(define (away? mode positive? odd? to-half exact? more?)
  (match mode
    ((To-zero) False)
    ((From-zero) (not exact?))
    ((Upwards) (and positive? (not exact?)))
    ((Downwards) (and (not positive?) (not exact?)))
    ((Nearest-away)
     (match to-half
       ((LT) False)
       (_ True)))
    (_
     (match to-half
       ((LT) False)
       ((GT) True)
       ((EQ) (or more? odd?))))))

(declare result (Integer -> Integer -> Boolean -> Big-Float))
(define (result m e more?)
  (fitted (p:word->int (get-precision)) (get-rounding-mode) m e more?))

;;; Comparing

(declare difference (Integer -> Integer -> Integer -> Integer -> Integer))
(define (difference a d b e)
  (let ((low (min d e)))
    (- (p:int-shift a (- d low)) (p:int-shift b (- e low)))))

;; Where a value stands that is not finite: below all, above all, or after those.
(declare rank (Big-Float -> Integer))
(define (rank x)
  (match x
    ((Negative-infinity) -1)
    ((Finite _ _) 0)
    ((Positive-infinity) 1)
    ((Not-a-number) 2)))

(declare no-number? (Big-Float -> Boolean))
(define (no-number? x)
  (== 2 (rank x)))

(define-instance (Eq Big-Float)
  (define (== x y)
    (and (not (no-number? x)) (== EQ (<=> x y)))))

;; In order: -infinity, numbers, infinity, no number. But no comparison with what is no number holds.
(define-instance (Ord Big-Float)
  (define (<=> x y)
    (match x
      ((Finite a d)
       (match y
         ((Finite b e) (<=> (difference a d b e) 0))
         (_ (<=> 0 (rank y)))))
      (_ (<=> (rank x) (rank y)))))
  (define (%lt x y)
    (and (not (no-number? x)) (not (no-number? y)) (== LT (<=> x y))))
  (define (%le x y)
    (and (not (no-number? x)) (not (no-number? y)) (/= GT (<=> x y)))))

;;; Arithmetic

(declare opposite (Big-Float -> Big-Float))
(define (opposite x)
  (match x
    ((Finite m e) (Finite (negate m) e))
    ((Positive-infinity) Negative-infinity)
    ((Negative-infinity) Positive-infinity)
    ((Not-a-number) Not-a-number)))

(declare sign-of (Big-Float -> Integer))
(define (sign-of x)
  (match x
    ((Finite m _) (sign m))
    ((Positive-infinity) 1)
    ((Negative-infinity) -1)
    ((Not-a-number) 0)))

(declare infinite-of-sign (Integer -> Big-Float))
(define (infinite-of-sign s)
  (cond
    ((> s 0) Positive-infinity)
    ((< s 0) Negative-infinity)
    (True Not-a-number)))

(define-instance (Num Big-Float)
  (define (+ x y)
    (match x
      ((Finite a d)
       (match y
         ((Finite b e) (result (difference a d (negate b) e) (min d e) False))
         (_ y)))
      (_
       (cond
         ((or (no-number? x) (no-number? y)) Not-a-number)
         ((== (rank x) (negate (rank y))) Not-a-number)
         (True x)))))
  (define (- x y) (+ x (opposite y)))
  (define (* x y)
    (match x
      ((Finite a d)
       (match y
         ((Finite b e) (result (* a b) (+ d e) False))
         (_ (infinite-of-sign (* (sign-of x) (sign-of y))))))
      (_ (infinite-of-sign (* (sign-of x) (sign-of y))))))
  (define (fromInt n) (result n 0 False)))

(define-instance (Reciprocable Big-Float)
  (define (/ x y)
    (match x
      ((Finite a d)
       (match y
         ((Finite b e)
          (if (== b 0)
              (infinite-of-sign (sign a))
              (let ((room (max 0 (+ 2 (+ (p:word->int (get-precision))
                                         (- (p:int-bit-length b) (p:int-bit-length a)))))))
                (let ((shifted (p:int-shift a room)))
                  (result (p:int-quot shifted b) (- (- d e) room) (/= 0 (p:int-rem shifted b)))))))
         ((Not-a-number) Not-a-number)
         (_ (Finite 0 0))))
      (_
       (match y
         ((Finite b _) (infinite-of-sign (* (sign-of x) (if (< b 0) -1 1))))
         (_ Not-a-number)))))
  (define (reciprocal x) (/ (Finite 1 0) x)))

(define-instance (Dividable Integer Big-Float)
  (define (general/ a b) (/ (Finite a 0) (Finite b 0))))

(define-instance (Transfinite Big-Float)
  (define infinity Positive-infinity)
  (define (infinite? x)
    (match x
      ((Positive-infinity) True)
      ((Negative-infinity) True)
      (_ False)))
  (define nan Not-a-number)
  (define (nan? x) (no-number? x)))

;;; Functions

(declare fraction-of (Integer -> Integer -> Fraction))
(define (fraction-of m e)
  (if (>= e 0)
      (fromInt (p:int-shift m e))
      (mkFraction m (p:int-shift 1 (negate e)))))

;; A real as a Big-Float. To 24 bits more than are wanted it is rounded to nearest first, so that what is exact comes out exact.
(declare from-real (CReal -> Big-Float))
(define (from-real x)
  (let ((precision (p:word->int (get-precision))))
    (rec look ((k (+ precision 40)))
      (let ((a (cr:approx x (p:int->word k))))
        (let ((missing (- (+ precision 30) (p:int-bit-length a))))
          (cond
            ((<= missing 0)
             (match (fitted (+ precision 24) Nearest-even a (negate k) False)
               ((Finite m e) (result m e False))
               (other other)))
            ((> k (+ 4000 (* 8 precision))) (Finite 0 0))
            (True (look (+ k (max missing 64))))))))))

;; A function of reals, where x is finite.
(declare by-reals ((CReal -> CReal) -> Integer -> Integer -> Big-Float))
(define (by-reals f m e)
  (from-real (f (into (fraction-of m e)))))

(declare bf-pi (Void -> Big-Float))
(define (bf-pi)
  "Pi, in the precision that is set.

    (round-to-f64 (bf-pi))  => 3.141592653589793"
  (from-real pi))

(declare bf-ee (Void -> Big-Float))
(define (bf-ee)
  "The base of natural logarithms, in the precision that is set.

    (round-to-f64 (bf-ee))  => 2.718281828459045"
  (from-real ee))

(define-instance (Radical Big-Float)
  (define (sqrt x)
    (match x
      ((Finite m e)
       (if (< m 0)
           Not-a-number
           (let ((room (+ (* 2 (+ 2 (p:word->int (get-precision)))) (mod e 2))))
             (let ((a (p:int-shift m room)))
               (let ((root (p:int-sqrt a)))
                 (result root (p:int-quot (- e room) 2) (/= a (* root root))))))))
      ((Positive-infinity) x)
      (_ Not-a-number)))
  (define (nth-root n x)
    (match x
      ((Finite m e)
       (if (and (< m 0) (even? n))
           Not-a-number
           (by-reals (fn (y) (nth-root n y)) m e)))
      ((Positive-infinity) x)
      ((Negative-infinity) (if (odd? n) x Not-a-number))
      ((Not-a-number) x))))

(define-instance (Exponentiable Big-Float)
  (define (exp x)
    (match x
      ((Finite m e) (by-reals exp m e))
      ((Negative-infinity) (Finite 0 0))
      (_ x)))
  (define (ln x)
    (match x
      ((Finite m e)
       (cond
         ((> m 0) (if (and (== m 1) (== e 0)) (Finite 0 0) (by-reals ln m e)))
         ((== m 0) Negative-infinity)
         (True Not-a-number)))
      ((Positive-infinity) x)
      (_ Not-a-number)))
  (define (log b x)
    (match x
      ((Finite m e)
       (match b
         ((Finite c f)
          (if (and (> m 0) (> c 0) (not (and (== c 1) (== f 0))))
              (by-reals (fn (y) (/ (ln y) (ln (into (fraction-of c f))))) m e)
              (/ (ln x) (ln b))))
         (_ (/ (ln x) (ln b)))))
      (_ (/ (ln x) (ln b)))))
  (define (pow x y)
    (match y
      ((Finite n f)
       (cond
         ((== n 0) (Finite 1 0))
         ((>= f 0) (whole-power x (p:int-shift n f)))
         (True
          (match x
            ((Finite m e)
             (cond
               ((> m 0) (by-reals (fn (a) (pow a (into (fraction-of n f)))) m e))
               ((== m 0) (if (> n 0) x Positive-infinity))
               (True Not-a-number)))
            ((Positive-infinity) (if (> n 0) x (Finite 0 0)))
            (_ Not-a-number)))))
      (_ (exp (* y (ln x))))))
  (define ee (bf-ee)))

;; By multiplying in so many bits more that the roundings on the way do not show.
(declare whole-power (Big-Float -> Integer -> Big-Float))
(define (whole-power x n)
  (let ((power (with-precision-rounding
                (fn ()
                  (let ((y (raise x (p:int-abs n))))
                    (if (< n 0) (/ (Finite 1 0) y) y)))
                :precision (+ (get-precision) (p:int->word (+ 32 (* 2 (p:int-bit-length n)))))
                :rounding Nearest-even)))
    (match power
      ((Finite m e) (result m e False))
      (_ power))))

(declare finite-only ((CReal -> CReal) -> Big-Float -> Big-Float))
(define (finite-only f x)
  (match x
    ((Finite m e) (by-reals f m e))
    (_ Not-a-number)))

;; Is it between -1 and 1?
(declare within-one? (Big-Float -> Boolean))
(define (within-one? x)
  (and (<= x (Finite 1 0)) (>= x (Finite -1 0))))

(define-instance (Trigonometric Big-Float)
  (define (sin x) (finite-only sin x))
  (define (cos x) (finite-only cos x))
  (define (tan x) (finite-only tan x))
  (define (asin x) (if (within-one? x) (finite-only asin x) Not-a-number))
  (define (acos x) (if (within-one? x) (finite-only acos x) Not-a-number))
  (define (atan x)
    (match x
      ((Finite m e) (by-reals atan m e))
      ((Positive-infinity) (from-real (/ pi 2)))
      ((Negative-infinity) (from-real (negate (/ pi 2))))
      ((Not-a-number) x)))
  (define pi (bf-pi)))

(define-instance (ComplexComponent Big-Float)
  (define (complex a b) (Rectangular a b))
  (define (real-part (Rectangular a _)) a)
  (define (imag-part (Rectangular _ b)) b))

(define-instance (Polar Big-Float)
  (define (phase z) (atan2 (imag-part z) (real-part z)))
  (define (polar z) (values (magnitude z) (phase z))))

(define-instance (Elementary Big-Float))

;;; To other numbers

(define-instance (Quantizable Big-Float)
  (define (floor x)
    (match x
      ((Finite m e) (p:int-shift m e))
      (_ (p:error "floor: infinity and NaN have none"))))
  (define (ceiling x)
    (match x
      ((Finite m e) (negate (p:int-shift (negate m) e)))
      (_ (p:error "ceiling: infinity and NaN have none"))))
  (define (proper x)
    (let ((n (if (< (sign-of x) 0) (ceiling x) (floor x))))
      (values n (- x (Finite n 0))))))

(define-instance (Real Big-Float)
  (define (real-approx _ x) (to-fraction x)))

(define-instance (Rational Big-Float)
  (define (to-fraction x)
    (match x
      ((Finite m e) (fraction-of m e))
      (_ (p:error "to-fraction: infinity and NaN are no fractions"))))
  (define (best-approx x)
    (match x
      ((Finite m e)
       (let ((bits (- (p:word->int (get-precision)) (+ e (p:int-bit-length m)))))
         (cr:rationalize (into (fraction-of m e)) (p:int->word (max 0 bits)))))
      (_ (p:error "best-approx: infinity and NaN are no fractions")))))

(declare round-to-f64 (Big-Float -> F64))
(define (round-to-f64 x)
  "The F64 nearest to it.

    (round-to-f64 (bf-pi))  => 3.141592653589793"
  (match x
    ((Finite m e)
     (match (fitted 53 Nearest-even m e False)
       ((Finite n f) (scaled (p:int->f64 n) f))
       (_ 0)))
    ((Positive-infinity) infinity)
    ((Negative-infinity) (negate infinity))
    ((Not-a-number) nan)))

;; x * 2^e, in steps that an F64 can take.
(declare scaled (F64 -> Integer -> F64))
(define (scaled x e)
  (cond
    ((> e 1000) (if (> e 3000) (p:f64-mul x infinity) (scaled (p:f64-mul x (p:f64-pow 2 1000)) (- e 1000))))
    ((< e -1000) (if (< e -3000) 0 (scaled (p:f64-mul x (p:f64-pow 2 -1000)) (+ e 1000))))
    (True (p:f64-mul x (p:f64-pow 2 (p:int->f64 e))))))

(declare round-to-f32 (Big-Float -> F32))
(define (round-to-f32 x)
  "The F32 nearest to it.

    (round-to-f32 (bf-pi))  => 3.1415927"
  (match x
    ((Finite m e)
     (match (fitted 24 Nearest-even m e False)
       ((Finite n f) (p:f64->f32 (scaled (p:int->f64 n) f)))
       (_ 0)))
    (_ (p:f64->f32 (round-to-f64 x)))))

(define-instance (TryInto Big-Float F64)
  (define (tryInto x)
    (let ((y (round-to-f64 x)))
      (if (and (== 0 (rank x)) (infinite? y)) None (Some y)))))

(define-instance (TryInto Big-Float F32)
  (define (tryInto x)
    (let ((y (round-to-f32 x)))
      (if (and (== 0 (rank x)) (infinite? y)) None (Some y)))))

;;; From other numbers: rounded like any result

(define-instance (Into Fraction Big-Float)
  (define (into (Ratio n d)) (/ (Finite n 0) (Finite d 0))))

(define-instance (Into Integer Big-Float)
  (define (into n) (fromInt n)))

(define-instance (Into F64 Big-Float)
  (define (into x)
    (match (the (Optional Fraction) (tryInto x))
      ((Some q) (into q))
      ((None) (cond
                ((nan? x) Not-a-number)
                ((> x 0) Positive-infinity)
                (True Negative-infinity))))))

(define-instance (Into F32 Big-Float)
  (define (into x) (into (p:f32->f64 x))))

(declare from-whole (Into :a Integer => :a -> Big-Float))
(define (from-whole n)
  (fromInt (into n)))

(define-instance (Into Bit Big-Float)
  (define (into b) (from-whole b)))

(define-instance (Into I8 Big-Float)
  (define (into n) (from-whole n)))

(define-instance (Into I16 Big-Float)
  (define (into n) (from-whole n)))

(define-instance (Into I32 Big-Float)
  (define (into n) (from-whole n)))

(define-instance (Into I64 Big-Float)
  (define (into n) (from-whole n)))

(define-instance (Into IFix Big-Float)
  (define (into n) (from-whole n)))

(define-instance (Into U8 Big-Float)
  (define (into n) (from-whole n)))

(define-instance (Into U16 Big-Float)
  (define (into n) (from-whole n)))

(define-instance (Into U32 Big-Float)
  (define (into n) (from-whole n)))

(define-instance (Into U64 Big-Float)
  (define (into n) (from-whole n)))

(define-instance (Into UFix Big-Float)
  (define (into n) (from-whole n)))

;;; As text: one digit, the others behind a point, and the power of ten

(define-instance (Show Big-Float)
  (define (show-to f x)
    (match x
      ((Positive-infinity) (f "inf"))
      ((Negative-infinity) (f "-inf"))
      ((Not-a-number) (f "nan"))
      ((Finite m e)
       (if (== m 0)
           (f "0.0")
           (progn
             (when (< m 0) (f "-"))
             (f (decimal (max (p:word->int (get-precision)) (p:int-bit-length m))
                         (abs (fraction-of m e))))))))))

;; As many digits as the bits are worth.
(declare decimal (Integer -> Fraction -> String))
(define (decimal bits q)
  (let ((digits (+ 1 (div (* 30103 bits) 100000)))
        (power (power-of-ten q)))
    (let ((n (round (* q (tens (- (- digits 1) power))))))
      (if (>= n (p:int-pow 10 digits))
          (written (quot n 10) (+ power 1))
          (written n power)))))

(declare tens (Integer -> Fraction))
(define (tens n)
  (if (>= n 0) (fromInt (p:int-pow 10 n)) (mkFraction 1 (p:int-pow 10 (negate n)))))

;; The n for which 10^n <= q < 10^(n+1), from a guess by the number of bits.
(declare power-of-ten (Fraction -> Integer))
(define (power-of-ten (Ratio a b))
  (rec settle ((n (div (* 30103 (- (p:int-bit-length a) (p:int-bit-length b))) 100000)))
    (cond
      ((< (Ratio a b) (tens n)) (settle (- n 1)))
      ((>= (Ratio a b) (tens (+ n 1))) (settle (+ n 1)))
      (True n))))

(declare written (Integer -> Integer -> String))
(define (written n power)
  (let ((text (p:int->string n)))
    (p:string-concat-list
     (make-list (p:string-substring text 0 1)
                "."
                (if (== (p:string-length text) 1) "0" (p:string-substring text 1 (p:string-length text)))
                "e"
                (p:int->string power)))))
