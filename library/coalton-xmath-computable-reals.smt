;;;; coalton/xmath/computable-reals -- real numbers as programs that give as many of their bits as are asked for.
;;;;
;;;; A CReal is a function from a precision k to an Integer a that is at most one away: |a / 2^k - x| <= 2^-k. What was computed
;;;; with most bits is kept, and serves all who ask for fewer. Arithmetic asks its operands for as many more bits as it loses;
;;;; the functions work with Integers that stand for fractions of 2^p (fixed point) and some bits to spare.
;;;;
;;;; Whether two reals are equal cannot be found out. Comparisons look at so many bits behind the point as the comparison
;;;; threshold says, and take for equal what agrees there.

(package coalton/xmath/computable-reals
  (import
   coalton/classes
   coalton/builtin
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
   (smelter/prim as p))
  (export
   CReal approx rational-approx rationalize cr-print
   comparison-threshold set-comparison-threshold! with-comparison-threshold))

(define-type CReal
  "A real number of which any number of bits can be had."
  (CReal-of (Integer -> Integer)
            (Cell Integer)           ; the precision of what is kept; -1: nothing is
            (Cell Integer)))

(declare creal ((Integer -> Integer) -> CReal))
(define (creal bits)
  (CReal-of bits (p:cell-new -1) (p:cell-new 0)))

(declare bits-at (CReal -> Integer -> Integer))
(define (bits-at (CReal-of bits best kept) k)
  (let ((known (p:cell-read best)))
    (if (<= k known)
        (halved (p:cell-read kept) (- known k))
        (let ((wanted (max k 0)))
          (let ((a (bits wanted)))
            (p:cell-write! kept a)
            (p:cell-write! best wanted)
            (halved a (- wanted k)))))))

;; a / 2^n, rounded to nearest.
(declare halved (Integer -> Integer -> Integer))
(define (halved a n)
  (if (<= n 0) a (p:int-shift (+ a (p:int-shift 1 (- n 1))) (negate n))))

(declare approx (CReal * UFix -> Integer))
(define (approx x k)
  "An Integer a for which a / 2^k is at most 2^-k away from x.

    (approx (sqrt 2) 10)  => 1448"
  (bits-at x (p:word->int k)))

(declare rational-approx (CReal * UFix -> Fraction))
(define (rational-approx x k)
  "A fraction that is less than 2^-k away from x.

    (rational-approx (fromInt 3) 10)  => 3"
  (let ((n (+ 1 (p:word->int k))))
    (mkFraction (bits-at x n) (p:int-shift 1 n))))

(declare rationalize (CReal * UFix -> Fraction))
(define (rationalize x k)
  "The simplest fraction that is less than 2^-k away from x, as far as so many bits tell.

    (rationalize (/ 1 3) 20)  => 1/3"
  (let ((n (+ 2 (p:word->int k))))
    (let ((a (bits-at x n))
          (unit (p:int-shift 1 n)))
      (simplest (mkFraction (- a 2) unit) (mkFraction (+ a 2) unit)))))

;; The fraction with the least denominator between two others, by continued fractions.
(declare simplest (Fraction -> Fraction -> Fraction))
(define (simplest low high)
  (let ((n (ceiling low)))
    (cond
      ((<= (fromInt n) high) (fromInt (if (and (<= low 0) (>= high 0)) 0 n)))
      (True
       (let ((whole (floor low)))
         (+ (fromInt whole)
            (reciprocal (simplest (reciprocal (- high (fromInt whole)))
                                  (reciprocal (- low (fromInt whole)))))))))))

(declare cr-print (CReal * UFix -> Boolean))
(define (cr-print x k)
  "Print x as a decimal number, with as many digits behind the point as k bits are worth. Gives True."
  (let ((digits (quot (* 30103 (p:word->int k)) 100000)))
    (let ((scaled (halved (* (p:int-pow 10 digits) (bits-at x (+ 4 (* 4 digits)))) (+ 4 (* 4 digits)))))
      (let ((text (pad-with-zeros (+ 1 (p:int->word digits)) (p:int->string (p:int-abs scaled)))))
        (let ((whole (- (p:string-length text) (p:int->word digits))))
          (p:print (if (< scaled 0) "-" "+"))
          (p:print (p:string-substring text 0 whole))
          (p:print ".")
          (p:print (p:string-substring text whole (p:string-length text)))
          (p:println "...")
          True)))))

(declare pad-with-zeros (UFix -> String -> String))
(define (pad-with-zeros width text)
  (let ((size (p:string-length text)))
    (if (< size width) (p:string-concat (p:string-repeat (- width size) "0") text) text)))

;;; The comparison threshold

(declare *threshold* (Cell UFix))
(define *threshold* (p:cell-new 106))

(declare comparison-threshold (Void -> UFix))
(define (comparison-threshold)
  "How many bits behind the point comparisons look at: 106 to begin with.

    (comparison-threshold)  => 106"
  (p:cell-read *threshold*))

(declare set-comparison-threshold! (UFix -> Unit))
(define (set-comparison-threshold! k)
  "Let comparisons look at so many bits behind the point from now on."
  (p:cell-write! *threshold* k))

(declare with-comparison-threshold ((Void -> :a) &key (:bits UFix) -> :a))
(define (with-comparison-threshold f &key (bits (comparison-threshold)))
  "What f gives when comparisons look at so many bits behind the point.

    (with-comparison-threshold (fn () (comparison-threshold)) :bits 20)  => 20"
  (dynamic-bind ((*threshold* (p:cell-new bits)))
    (f)))

(declare sign-of (CReal -> Integer))
(define (sign-of x)
  (bits-at x (p:word->int (comparison-threshold))))

(define-instance (Eq CReal)
  (define (== a b) (== 0 (sign-of (- a b)))))

(define-instance (Ord CReal)
  (define (<=> a b) (<=> (sign-of (- a b)) 0)))

;;; Arithmetic

(declare ratio-of (Integer -> Integer -> CReal))
(define (ratio-of n d)
  (creal (fn (k) (p:int-div (+ (p:int-shift n (+ k 1)) d) (+ d d)))))

;; At least as large as the logarithm of |x| to the base 2, and not below 0.
(declare size-of (CReal -> Integer))
(define (size-of x)
  (p:int-bit-length (+ 1 (p:int-abs (bits-at x 0)))))

;; An n for which |x| > 2^-n. Numbers that are closer to zero than any use of them will look are taken for zero.
(declare distance-from-zero (CReal -> Integer))
(define (distance-from-zero x)
  (rec look ((n 4))
    (cond
      ((>= (p:int-abs (bits-at x n)) 2) n)
      ((> n 100000) (p:error "a CReal by which something is divided, or whose logarithm is wanted, seems to be zero"))
      (True (look (+ n n))))))

(define-instance (Num CReal)
  (define (+ x y)
    (creal (fn (k) (halved (+ (bits-at x (+ k 2)) (bits-at y (+ k 2))) 2))))
  (define (- x y)
    (creal (fn (k) (halved (- (bits-at x (+ k 2)) (bits-at y (+ k 2))) 2))))
  (define (* x y)
    (creal (fn (k)
             (let ((kx (+ k (+ 3 (size-of y))))
                   (ky (+ k (+ 3 (size-of x)))))
               (halved (* (bits-at x kx) (bits-at y ky)) (- (+ kx ky) k))))))
  (define (fromInt n) (creal (fn (k) (p:int-shift n k)))))

(define-instance (Reciprocable CReal)
  (define (/ x y) (* x (reciprocal y)))
  (define (reciprocal x)
    (creal (fn (k)
             (let ((n (distance-from-zero x)))
               (let ((kx (+ k (+ 3 (+ n n)))))
                 (let ((a (bits-at x kx)))
                   (p:int-div (p:int-shift 1 (+ k kx)) a))))))))

(define-instance (Dividable Integer CReal)
  (define (general/ a b) (ratio-of (* a (sign b)) (p:int-abs b))))

;;; Functions in fixed point: an Integer a stands for a / 2^p.

(declare times (Integer -> Integer -> Integer -> Integer))
(define (times p a b)
  (p:int-shift (* a b) (negate p)))

;; 1 + r + r^2/2 + ...
(declare exp-series (Integer -> Integer -> Integer))
(define (exp-series p r)
  (rec add ((n 1) (term (p:int-shift 1 p)) (sum 0))
    (if (== term 0)
        sum
        (add (+ n 1) (p:int-quot (times p term r) n) (+ sum term)))))

;; t - t^3/3 + t^5/5 - ..., or with +1 in the place of -1 all of them added.
(declare arctangent-series (Integer -> Integer -> Integer -> Integer))
(define (arctangent-series p direction t)
  (let ((square (* direction (times p t t))))
    (rec add ((n 1) (power t) (sum 0))
      (if (== power 0)
          sum
          (add (+ n 2) (near-zero (times p power square)) (+ sum (p:int-quot power n)))))))

;; A shift never takes -1 to 0.
(declare near-zero (Integer -> Integer))
(define (near-zero a)
  (if (== a -1) 0 a))

(declare twice (Integer -> (:a -> :a) -> :a -> :a))
(define (twice n f x)
  (if (== n 0) x (twice (- n 1) f (f x))))

;; atan (1/n)
(declare arctangent-of-part (Integer -> Integer -> Integer))
(define (arctangent-of-part p n)
  (arctangent-series p -1 (p:int-div (p:int-shift 1 p) n)))

(declare pi-bits (Integer -> Integer))
(define (pi-bits k)
  (let ((p (+ k 20)))
    (halved (- (* 16 (arctangent-of-part p 5)) (* 4 (arctangent-of-part p 239))) 20)))

;; ln 2 = 18 artanh (1/26) - 2 artanh (1/4801) + 8 artanh (1/8749)
(declare ln2 (Integer -> Integer))
(define (ln2 p)
  (let ((part (fn (n) (arctangent-series p 1 (p:int-div (p:int-shift 1 p) n)))))
    (+ (- (* 18 (part 26)) (* 2 (part 4801))) (* 8 (part 8749)))))

;; e^x = (e^(x / 2^j))^(2^j)
(declare exponential (CReal -> CReal))
(define (exponential x)
  (creal
   (fn (k)
     (let ((whole (bits-at x 0)))
       (let ((j (+ 8 (p:int-bit-length whole)))
             (p (+ k (+ 30 (max 0 (+ 2 (* 2 whole)))))))
         (let ((q (+ p j)))
           (let ((a (exp-series q (p:int-shift (bits-at x q) (negate j)))))
             (halved (twice j (fn (s) (times q s s)) a) (- q k)))))))))

;; With x = m 2^n and m between a half and 1: 2 artanh ((m - 1) / (m + 1)) + n ln 2
(declare logarithm (CReal -> CReal))
(define (logarithm x)
  (creal
   (fn (k)
     (let ((q (+ k (+ 30 (distance-from-zero x)))))
       (let ((a (bits-at x q)))
         (if (<= a 0)
             (p:error "ln of a CReal that is not above zero")
             (let ((length (p:int-bit-length a)))
               (let ((n (- length q)))
                 (let ((p (+ k (+ 20 (p:int-bit-length n))))
                       (one (p:int-shift 1 length)))
                   (let ((t (p:int-div (p:int-shift (- a one) p) (+ a one))))
                     (halved (+ (* 2 (arctangent-series p 1 t)) (* n (ln2 p))) (- p k))))))))))))

;; Sine and cosine of x / 2^j by their series, then j times those of twice the angle.
(declare sine-and-cosine (CReal -> Integer -> Tuple Integer Integer))
(define (sine-and-cosine x p)
  (let ((j (+ 8 (p:int-bit-length (bits-at x 0)))))
    (let ((q (+ p (+ j j))))
      (let ((r (p:int-shift (bits-at x q) (negate j))))
        (match (twice j (twice-the-angle q) (Tuple (sine-series q r 1) (sine-series q r 0)))
          ((Tuple s c) (Tuple (halved s (- q p)) (halved c (- q p)))))))))

(declare twice-the-angle (Integer -> Tuple Integer Integer -> Tuple Integer Integer))
(define (twice-the-angle q (Tuple s c))
  (Tuple (* 2 (times q s c)) (- (times q c c) (times q s s))))

;; r^n/n! - r^(n+2)/(n+2)! + ...: sine from n = 1, cosine from n = 0.
(declare sine-series (Integer -> Integer -> Integer -> Integer))
(define (sine-series q r n)
  (let ((square (times q r r)))
    (rec add ((n n) (term (if (== n 0) (p:int-shift 1 q) r)) (sum 0))
      (if (== term 0)
          sum
          (add (+ n 2)
               (negate (p:int-quot (near-zero (times q term square)) (* (+ n 1) (+ n 2))))
               (+ sum term))))))

;; atan t = 2 atan (t / (1 + sqrt (1 + t^2))), three times, for t between -1 and 1
(declare small-arctangent (CReal -> CReal))
(define (small-arctangent x)
  (creal
   (fn (k)
     (let ((p (+ k 24)))
       (let ((one (p:int-shift 1 p)))
         (let ((half (fn (t)
                       (p:int-div (p:int-shift t p)
                                  (+ one (p:int-sqrt (p:int-shift (+ one (times p t t)) p)))))))
           (halved (* 8 (arctangent-series p -1 (twice 3 half (bits-at x p)))) 24)))))))

(declare arctangent (CReal -> CReal))
(define (arctangent x)
  (creal
   (fn (k)
     (let ((about (bits-at x 2)))
       (cond
         ((> about 4) (bits-at (- half-pi (small-arctangent (reciprocal x))) k))
         ((< about -4) (bits-at (- (negate half-pi) (small-arctangent (reciprocal x))) k))
         (True (bits-at (small-arctangent x) k)))))))

(declare half-pi CReal)
(define half-pi (creal (fn (k) (pi-bits (- k 1)))))

(define-instance (Radical CReal)
  (define (sqrt x)
    (creal
     (fn (k)
       (let ((a (bits-at x (+ 4 (+ k k)))))
         (if (< a -1)
             (p:error "sqrt of a CReal below zero")
             (halved (p:int-sqrt (max 0 a)) 2))))))
  (define (nth-root n x)
    (cond
      ((== n 2) (sqrt x))
      ((== 0 (sign-of x)) x)
      ((and (< (sign-of x) 0) (odd? n)) (negate (nth-root n (negate x))))
      (True (exp (/ (ln x) (fromInt n)))))))

(define-instance (Exponentiable CReal)
  (define (exp x) (exponential x))
  (define (ln x) (logarithm x))
  (define (log b x) (/ (ln x) (ln b)))
  (define (pow x y)
    (let ((n (halved (sign-of y) (p:word->int (comparison-threshold)))))
      (cond
        ((== y (fromInt n)) (^^ x n))
        ((== 0 (sign-of x)) (fromInt 0))
        (True (exp (* y (ln x)))))))
  (define ee (exponential (fromInt 1))))

(define-instance (Trigonometric CReal)
  (define (sin x)
    (creal (fn (k) (match (sine-and-cosine x (+ k 4)) ((Tuple s _) (halved s 4))))))
  (define (cos x)
    (creal (fn (k) (match (sine-and-cosine x (+ k 4)) ((Tuple _ c) (halved c 4))))))
  (define (tan x) (/ (sin x) (cos x)))
  (define (asin x)
    (* (fromInt 2) (arctangent (/ x (+ (fromInt 1) (sqrt (- (fromInt 1) (* x x))))))))
  (define (acos x) (- half-pi (asin x)))
  (define (atan x) (arctangent x))
  (define pi (creal pi-bits)))

(define-instance (ComplexComponent CReal)
  (define (complex a b) (Rectangular a b))
  (define (real-part (Rectangular a _)) a)
  (define (imag-part (Rectangular _ b)) b))

(define-instance (Polar CReal)
  (define (phase z) (atan2 (imag-part z) (real-part z)))
  (define (polar z) (values (magnitude z) (phase z))))

(define-instance (Elementary CReal))

;;; To Integers: a real that cannot be told from an Integer at the comparison threshold is taken for it.

(define-instance (Quantizable CReal)
  (define (floor x)
    (let ((n (halved (sign-of x) (p:word->int (comparison-threshold)))))
      (if (< x (fromInt n)) (- n 1) n)))
  (define (ceiling x)
    (let ((n (halved (sign-of x) (p:word->int (comparison-threshold)))))
      (if (> x (fromInt n)) (+ n 1) n)))
  (define (proper x)
    (let ((n (if (< (sign-of x) 0) (ceiling x) (floor x))))
      (values n (- x (fromInt n))))))

(define-instance (Real CReal)
  (define (real-approx k x) (rational-approx x k)))

;;; From other numbers, exactly

(define-instance (Into Fraction CReal)
  (define (into (Ratio n d)) (ratio-of n d)))

(define-instance (Into Integer CReal)
  (define (into n) (fromInt n)))

(define-instance (Into F64 CReal)
  (define (into x) (into (the Fraction (unwrap-into x)))))

(define-instance (Into F32 CReal)
  (define (into x) (into (the Fraction (unwrap-into x)))))

(declare from-whole (Into :a Integer => :a -> CReal))
(define (from-whole n)
  (fromInt (into n)))

(define-instance (Into I8 CReal)
  (define (into n) (from-whole n)))

(define-instance (Into I16 CReal)
  (define (into n) (from-whole n)))

(define-instance (Into I32 CReal)
  (define (into n) (from-whole n)))

(define-instance (Into I64 CReal)
  (define (into n) (from-whole n)))

(define-instance (Into IFix CReal)
  (define (into n) (from-whole n)))

(define-instance (Into U8 CReal)
  (define (into n) (from-whole n)))

(define-instance (Into U16 CReal)
  (define (into n) (from-whole n)))

(define-instance (Into U32 CReal)
  (define (into n) (from-whole n)))

(define-instance (Into U64 CReal)
  (define (into n) (from-whole n)))

(define-instance (Into UFix CReal)
  (define (into n) (from-whole n)))

(define-instance ((ComplexComponent :a) (Into :a CReal) => Into (Complex :a) (Complex CReal))
  (define (into z) (Rectangular (into (real-part z)) (into (imag-part z)))))
