;;;; coalton/xmath/realalgebraic -- the real roots of polynomials, exactly.
;;;;
;;;; A RealAlgebraic is a polynomial over the Integers and an open interval in which it has just one root. The polynomial is
;;;; square-free and primitive, with a leading coefficient above 0; neither end of the interval is a root. So the polynomial
;;;; has different signs at the two ends, and one sign at the middle halves the interval. Sturm's theorem says how many roots
;;;; an interval has; a number carries the Sturm sequence of its polynomial along.
;;;;
;;;; Sums, products and powers need a polynomial that has all sums (products, powers) of roots of others as roots. Resultants
;;;; give one; we go by power sums instead, which is shorter and cheaper (Bostan, Flajolet, Salvy and Schost, Fast
;;;; computation of special resultants, 2006). Which of its roots is meant, the intervals tell once they are narrow enough. A
;;;; result that is rational gets a polynomial of degree 1, so that degrees do not grow without need.

(package coalton/xmath/realalgebraic
  (import
   coalton/types
   coalton/classes
   coalton/builtin
   coalton/functions
   coalton/math/arith
   coalton/math/elementary
   coalton/math/fraction
   coalton/math/integral
   coalton/math/real
   coalton/string
   smelter/literal
   (coalton/list as list)
   (smelter/prim as p))
  (export
   RealAlgebraic root real-roots isolating-interval refine refine-to-width show decimal-string rational?))

(define-type (Poly :a)
  "A polynomial: its coefficients, the highest power first. The first is not 0, so that zero has none."
  (Poly (List :a)))

(define-struct RealAlgebraic
  "The one root that a polynomial has between two fractions."
  (ra-poly "The polynomial." (Poly Integer))
  (ra-lo "The fraction below." Fraction)
  (ra-hi "The fraction above." Fraction)
  (ra-sturm "The Sturm sequence of the polynomial." (List (Poly Integer))))

;;; Polynomials

(declare trimmed (List Integer -> Poly Integer))
(define (trimmed coefficients)
  (match coefficients
    ((Cons 0 others) (trimmed others))
    (_ (Poly coefficients))))

(declare degree (Poly Integer -> Integer))
(define (degree (Poly cs))
  (- (p:word->int (list:length cs)) 1))

;; Divided by what all coefficients have in common: a number above 0, so signs are as they were.
(declare without-content (Poly Integer -> Poly Integer))
(define (without-content (Poly cs))
  (let ((content (fold gcd 0 cs)))
    (if (< content 2)
        (Poly cs)
        (Poly (map (fn (c) (quot c content)) cs)))))

(declare primitive (Poly Integer -> Poly Integer))
(define (primitive p)
  (match (without-content p)
    ((Poly (Cons c cs)) (Poly (if (< c 0) (map negate (Cons c cs)) (Cons c cs))))
    ((Poly (Nil)) (Poly Nil))))

(declare derivative (Poly Integer -> Poly Integer))
(define (derivative (Poly cs))
  (rec go ((cs cs) (n (degree (Poly cs))) (done Nil))
    (match cs
      ((Cons c others)
       (if (<= n 0)
           (Poly (list:reverse done))
           (go others (- n 1) (Cons (* n c) done))))
      ((Nil) (Poly Nil)))))

;; One step of a division: a's leading term is taken away with the help of b, after a was multiplied by what makes that
;; possible, which is above 0. The degree of a is at least that of b.
(declare reduced-by (Integer -> List Integer -> List Integer -> List Integer))
(define (reduced-by lead bs as)
  (let ((by (* (sign lead) (list:car as)))
        (scale (abs lead)))
    (rec go ((as (list:cdr as)) (bs bs) (done Nil))
      (match as
        ((Nil) (list:reverse done))
        ((Cons a others)
         (match bs
           ((Cons b more) (go others more (Cons (- (* scale a) (* by b)) done)))
           ((Nil) (go others Nil (Cons (* scale a) done)))))))))

;; A multiple, by a number above 0, of the remainder of a divided by b.
(declare remainder (Poly Integer -> Poly Integer -> Poly Integer))
(define (remainder (Poly as) (Poly bs))
  (let ((size (list:length bs))
        (lead (list:car bs)))
    (rec go ((as as))
      (if (< (list:length as) size)
          (without-content (Poly as))
          (match (without-content (trimmed (reduced-by lead (list:cdr bs) as)))
            ((Poly rest) (go rest)))))))

;; a / b, for a b that divides a.
(declare exact-quotient (Poly Integer -> Poly Integer -> Poly Integer))
(define (exact-quotient (Poly as) (Poly bs))
  (let ((lead (list:car bs)))
    (rec go ((as as) (n (- (degree (Poly as)) (degree (Poly bs)))) (done Nil))
      (if (< n 0)
          (Poly (list:reverse done))
          (let ((c (quot (list:car as) lead)))
            (go (minus-multiple c (list:cdr bs) (list:cdr as)) (- n 1) (Cons c done)))))))

;; The coefficients as, less c times those of bs as far as these go.
(declare minus-multiple (Integer -> List Integer -> List Integer -> List Integer))
(define (minus-multiple c bs as)
  (match bs
    ((Nil) as)
    ((Cons b more) (Cons (- (list:car as) (* c b)) (minus-multiple c more (list:cdr as))))))

(declare common-divisor (Poly Integer -> Poly Integer -> Poly Integer))
(define (common-divisor a b)
  (match b
    ((Poly (Nil)) (primitive a))
    (_ (common-divisor b (remainder a b)))))

;; Primitive, and with every root once.
(declare square-free (Poly Integer -> Poly Integer))
(define (square-free p)
  (let ((q (primitive p)))
    (primitive (exact-quotient q (common-divisor q (derivative q))))))

;; The sign at a fraction: 1, 0 or -1.
(declare sign-at (Poly Integer -> Fraction -> Integer))
(define (sign-at (Poly cs) (Ratio n d))
  (rec go ((cs cs) (scale 1) (sum 0))
    (match cs
      ((Nil) (sign sum))
      ((Cons c others) (go others (* scale d) (+ (* sum n) (* c scale)))))))

;;; Roots and intervals

(declare sturm-sequence (Poly Integer -> List (Poly Integer)))
(define (sturm-sequence p)
  (rec go ((a p) (b (derivative p)) (done (make-list p)))
    (match b
      ((Poly (Nil)) (list:reverse done))
      (_ (match (remainder a b)
           ((Poly cs) (go b (Poly (map negate cs)) (Cons b done))))))))

;; How often the sign changes along the sequence at a place. From there to a place above, the number falls by that of the
;; roots between: without a root at the lower place, with one at the upper.
(declare variations (List (Poly Integer) -> Fraction -> Integer))
(define (variations sturm q)
  (rec go ((ps sturm) (last 0) (changes 0))
    (match ps
      ((Nil) changes)
      ((Cons p others)
       (let ((sign (sign-at p q)))
         (cond
           ((== sign 0) (go others last changes))
           ((== sign (negate last)) (go others sign (+ changes 1)))
           (True (go others sign changes))))))))

(declare halfway (Fraction -> Fraction -> Fraction))
(define (halfway a b)
  (/ (+ a b) 2))

;; The number that is the one root between the two fractions, if there is just one and neither is a root.
(declare isolated (Poly Integer -> List (Poly Integer) -> Fraction -> Fraction -> Optional RealAlgebraic))
(define (isolated p sturm lo hi)
  (if (and (< lo hi)
           (/= 0 (sign-at p lo))
           (/= 0 (sign-at p hi))
           (== 1 (- (variations sturm lo) (variations sturm hi))))
      (Some (RealAlgebraic p lo hi sturm))
      None))

(declare from-fraction (Fraction -> RealAlgebraic))
(define (from-fraction q)
  (fraction-between (- q 1) q (+ q 1)))

;; A fraction, in an interval that it lies in.
(declare fraction-between (Fraction -> Fraction -> Fraction -> RealAlgebraic))
(define (fraction-between lo (Ratio n d) hi)
  (let ((p (Poly (make-list d (negate n)))))
    (RealAlgebraic p lo hi (sturm-sequence p))))

;; A polynomial of whatever is given, or what is wrong with it.
(declare polynomial-of (List Integer -> Result String (Poly Integer)))
(define (polynomial-of coefficients)
  (match (trimmed coefficients)
    ((Poly (Nil)) (Err "every number is a root of the polynomial 0"))
    (p (Ok (square-free p)))))

(declare root (List Integer * Fraction * Fraction -> Result String RealAlgebraic))
(define (root coefficients lo hi)
  "The one root that a polynomial has between two fractions. Its coefficients are given from that of the highest power
down. An error if there are more roots there or none, or if one of the fractions is a root.

    (map (decimal-string 5) (root [1 0 -2] 1 2))  => (Ok \"1.41421\")"
  (>>= (polynomial-of coefficients)
       (fn (p)
         (match (isolated p (sturm-sequence p) lo hi)
           ((Some x) (Ok (settled x)))
           ((None) (Err "the interval must have just one root in it, and none as an end"))))))

(declare real-roots (List Integer -> Result String (List RealAlgebraic)))
(define (real-roots coefficients)
  "All real roots of a polynomial, each once, the least one first. An error if the polynomial is 0.

    (map (map (decimal-string 3)) (real-roots [1 0 -2 0]))  => (Ok #<List [\"-1.414\" \"0.000\" \"1.414\"]>)"
  (map roots-of (polynomial-of coefficients)))

(declare roots-of (Poly Integer -> List RealAlgebraic))
(define (roots-of p)
  (let ((sturm (sturm-sequence p))
        (bound (root-bound p)))
    (let ((at (fn (q) (Tuple q (variations sturm q)))))
      (roots-between p sturm (at (negate bound)) (at bound) Nil))))

;; All roots are less than this away from 0 (Cauchy's bound, up to the next power of two).
(declare root-bound (Poly Integer -> Fraction))
(define (root-bound (Poly cs))
  (match cs
    ((Nil) 1)
    ((Cons lead others)
     (let ((greatest (fold max 0 (map abs others))))
       (fromInt (p:int-shift 1 (p:int-bit-length (+ 1 (quot greatest lead)))))))))

;; The roots between two places that are none, before some others. The places come with their variations.
(declare roots-between (Poly Integer -> List (Poly Integer) -> Tuple Fraction Integer -> Tuple Fraction Integer
                             -> List RealAlgebraic -> List RealAlgebraic))
(define (roots-between p sturm (Tuple lo below) (Tuple hi above) others)
  (cond
    ((== below above) others)
    ((== below (+ 1 above)) (Cons (settled (RealAlgebraic p lo hi sturm)) others))
    (True
     (let ((middle (no-root p lo (halfway lo hi))))
       (let ((at-middle (Tuple middle (variations sturm middle))))
         (roots-between p sturm (Tuple lo below) at-middle
                        (roots-between p sturm at-middle (Tuple hi above) others)))))))

;; A place that is no root, on the way down from one to another.
(declare no-root (Poly Integer -> Fraction -> Fraction -> Fraction))
(define (no-root p lo hi)
  (if (== 0 (sign-at p hi)) (no-root p lo (halfway lo hi)) hi))

(declare isolating-interval (RealAlgebraic -> Tuple Fraction Fraction))
(define (isolating-interval (RealAlgebraic _ lo hi _))
  "Two fractions with the number between them, and no other root of its polynomial.

    (isolating-interval 7)  => (Tuple 6 8)"
  (Tuple lo hi))

(declare refine (RealAlgebraic -> RealAlgebraic))
(define (refine (RealAlgebraic p lo hi sturm))
  "The same number in an interval half as wide.

    (isolating-interval (refine (into 1/3)))  => (Tuple -1/6 5/6)"
  (let ((middle (halfway lo hi)))
    (let ((sign (sign-at p middle)))
      (cond
        ((== sign 0) (fraction-between (halfway lo middle) middle (halfway middle hi)))
        ((== sign (sign-at p lo)) (RealAlgebraic p middle hi sturm))
        (True (RealAlgebraic p lo middle sturm))))))

(declare width (RealAlgebraic -> Fraction))
(define (width (RealAlgebraic _ lo hi _))
  (- hi lo))

(declare refine-to-width (Fraction * RealAlgebraic -> RealAlgebraic))
(define (refine-to-width most x)
  "The same number in an interval that is not wider than this, which must be above 0.

    (<= (uncurry (flip -) (isolating-interval (refine-to-width 1/1000 (sqrt 2)))) 1/1000)  => True"
  (if (<= most 0)
      (p:error "refine-to-width: the width must be above 0")
      (narrow most x)))

(declare narrow (Fraction -> RealAlgebraic -> RealAlgebraic))
(define (narrow most x)
  (if (<= (width x) most) x (narrow most (refine x))))

;; Where a fraction stands to the number.
(declare side-of (Fraction -> RealAlgebraic -> Ordering))
(define (side-of q (RealAlgebraic p lo hi _))
  (cond
    ((<= q lo) LT)
    ((>= q hi) GT)
    (True
     (let ((sign (sign-at p q)))
       (cond
         ((== sign 0) EQ)
         ((== sign (sign-at p lo)) LT)
         (True GT))))))

(declare nought? (RealAlgebraic -> Boolean))
(define (nought? x)
  (== EQ (side-of 0 x)))

;;; Comparing

;; Equal are two numbers if there is a common root of their polynomials where their intervals overlap: the ends of the
;; overlap are no roots of the one or of the other.
(declare same? (RealAlgebraic -> RealAlgebraic -> Boolean))
(define (same? (RealAlgebraic p lo-p hi-p _) (RealAlgebraic q lo-q hi-q _))
  (let ((lo (max lo-p lo-q))
        (hi (min hi-p hi-q)))
    (and (< lo hi)
         (let ((common (common-divisor p q)))
           (/= (sign-at common lo) (sign-at common hi))))))

(declare order (RealAlgebraic -> RealAlgebraic -> Ordering))
(define (order x y)
  (let (RealAlgebraic _ lo-x hi-x _) = x)
  (let (RealAlgebraic _ lo-y hi-y _) = y)
  (cond
    ((<= hi-x lo-y) LT)
    ((<= hi-y lo-x) GT)
    ((< (width x) (width y)) (order x (refine y)))
    (True (order (refine x) y))))

(define-instance (Eq RealAlgebraic)
  (define (== x y) (same? x y)))

(define-instance (Ord RealAlgebraic)
  (define (<=> x y)
    (if (same? x y) EQ (order x y))))

;;; Rational numbers

;; A rational root times the leading coefficient is whole. There is at most one such fraction in an interval that is narrow
;; enough.
(declare as-fraction (RealAlgebraic -> Optional Fraction))
(define (as-fraction x)
  (match (.ra-poly x)
    ((Poly (Cons d (Cons n (Nil)))) (Some (mkFraction (negate n) d)))
    ((Poly (Cons lead _))
     (let (RealAlgebraic p lo hi _) = (narrow (mkFraction 1 lead) x))
     (let q = (mkFraction (+ 1 (floor (* (fromInt lead) lo))) lead))
     (if (and (< q hi) (== 0 (sign-at p q))) (Some q) None))
    ((Poly (Nil)) None)))

(declare rational? (RealAlgebraic -> Boolean))
(define (rational? x)
  "Is it a fraction?

    (rational? (* (sqrt 2) (sqrt 8)))  => True"
  (match (as-fraction x)
    ((Some _) True)
    ((None) False)))

;; The same number, with a polynomial of degree 1 if it is a fraction.
(declare settled (RealAlgebraic -> RealAlgebraic))
(define (settled x)
  (match (as-fraction x)
    ((Some q) (fraction-between (.ra-lo x) q (.ra-hi x)))
    ((None) x)))

;;; Polynomials by the sums of the powers of their roots

;; The sums of the powers 1, 2... of the roots, each multiplied by scale first, which is a multiple of the leading
;; coefficient: then all are whole. They follow from the coefficients by Newton's identities.
(declare power-sums (UFix -> Integer -> Poly Integer -> List Integer))
(define (power-sums count scale (Poly cs))
  (let ((es (elementary scale cs)))
    (rec go ((k 1) (rest es) (sums Nil))
      (if (< (p:word->int count) k)
          (list:reverse sums)
          (let ((s (negate (+ (dot es sums) (* k (first-or-zero rest))))))
            (go (+ k 1) (list:drop 1 rest) (Cons s sums)))))))

;; The other coefficients of a polynomial that has scale times the roots, and 1 as its first one.
(declare elementary (Integer -> List Integer -> List Integer))
(define (elementary scale cs)
  (let ((lead (list:car cs)))
    (rec go ((cs (list:cdr cs)) (power scale) (done Nil))
      (match cs
        ((Nil) (list:reverse done))
        ((Cons c others) (go others (* power scale) (Cons (quot (* c power) lead) done)))))))

;; The polynomial whose roots, each multiplied by scale, have these sums of powers. As many sums as roots.
(declare from-power-sums (Integer -> List Integer -> Poly Integer))
(define (from-power-sums scale sums)
  (rec go ((k 1) (rest sums) (es Nil))
    (match rest
      ((Nil) (without-scale scale (Cons 1 (list:reverse es))))
      ((Cons s others)
       (go (+ k 1) others (Cons (negate (quot (+ s (dot es sums)) k)) es))))))

(declare without-scale (Integer -> List Integer -> Poly Integer))
(define (without-scale scale cs)
  (rec go ((cs (list:reverse cs)) (power 1) (done Nil))
    (match cs
      ((Nil) (square-free (Poly done)))
      ((Cons c others) (go others (* power scale) (Cons (* c power) done))))))

;; As far as both go.
(declare dot (List Integer -> List Integer -> Integer))
(define (dot xs ys)
  (fold + 0 (list:zipWith * xs ys)))

(declare first-or-zero (List Integer -> Integer))
(define (first-or-zero xs)
  (match xs
    ((Cons x _) x)
    ((Nil) 0)))

(declare size-of (Poly Integer -> UFix))
(define (size-of p)
  (p:int->word (degree p)))

(declare leading (Poly Integer -> Integer))
(define (leading (Poly cs))
  (list:car cs))

(declare product-polynomial (Poly Integer -> Poly Integer -> Poly Integer))
(define (product-polynomial p q)
  (let ((count (* (size-of p) (size-of q))))
    (from-power-sums (* (leading p) (leading q))
                     (list:zipWith * (power-sums count (leading p) p) (power-sums count (leading q) q)))))

;; (a + b)^k is the sum of (k over j) a^j b^(k-j): what must be summed over all pairs of roots are products of power sums.
(declare sum-polynomial (Poly Integer -> Poly Integer -> Poly Integer))
(define (sum-polynomial p q)
  (let ((count (* (size-of p) (size-of q)))
        (scale (lcm (leading p) (leading q))))
    (let ((ss (Cons (degree p) (power-sums count scale p))))
      (rec go ((ts (power-sums count scale q)) (before (make-list (degree q))) (row (make-list 1)) (sums Nil))
        (match ts
          ((Nil) (from-power-sums scale (list:reverse sums)))
          ((Cons t others)
           (let ((next (Cons t before))
                 (next-row (pascal row)))
             (go others next next-row
                 (Cons (fold + 0 (list:zipWith3 (fn (b s t) (* b (* s t))) next-row ss next)) sums)))))))))

;; The next row of Pascal's triangle.
(declare pascal (List Integer -> List Integer))
(define (pascal row)
  (list:zipWith + (Cons 0 row) (list:append row (make-list 0))))

(declare power-polynomial (UFix -> Poly Integer -> Poly Integer))
(define (power-polynomial n p)
  (from-power-sums (^ (leading p) n)
                   (every n (power-sums (* n (size-of p)) (leading p) p))))

;; Each n-th one.
(declare every (UFix -> List :a -> List :a))
(define (every n xs)
  (match (list:drop (- n 1) xs)
    ((Nil) Nil)
    ((Cons x others) (Cons x (every n others)))))

;;; Arithmetic

;; The root of a polynomial that lies where a function of two numbers says, once these are narrow enough.
(declare chosen (Poly Integer -> (RealAlgebraic -> RealAlgebraic -> Tuple Fraction Fraction)
                      -> RealAlgebraic -> RealAlgebraic -> RealAlgebraic))
(define (chosen p interval x y)
  (let ((sturm (sturm-sequence p)))
    (rec go ((x x) (y y))
      (let (Tuple lo hi) = (interval x y))
      (match (isolated p sturm lo hi)
        ((Some z) (settled z))
        ((None) (go (refine x) (refine y)))))))

(declare sum-interval (RealAlgebraic -> RealAlgebraic -> Tuple Fraction Fraction))
(define (sum-interval (RealAlgebraic _ a b _) (RealAlgebraic _ c d _))
  (Tuple (+ a c) (+ b d)))

(declare product-interval (RealAlgebraic -> RealAlgebraic -> Tuple Fraction Fraction))
(define (product-interval (RealAlgebraic _ a b _) (RealAlgebraic _ c d _))
  (let ((ac (* a c)) (ad (* a d)) (bc (* b c)) (bd (* b d)))
    (Tuple (min (min ac ad) (min bc bd)) (max (max ac ad) (max bc bd)))))

(declare negated (RealAlgebraic -> RealAlgebraic))
(define (negated (RealAlgebraic (Poly cs) lo hi _))
  (let ((p (primitive (Poly (mirrored (even? (degree (Poly cs))) cs)))))
    (RealAlgebraic p (negate hi) (negate lo) (sturm-sequence p))))

;; The coefficients of p(-x).
(declare mirrored (Boolean -> List Integer -> List Integer))
(define (mirrored keep? cs)
  (match cs
    ((Nil) Nil)
    ((Cons c others) (Cons (if keep? c (negate c)) (mirrored (not keep?) others)))))

;; x is not 0.
(declare inverse (RealAlgebraic -> RealAlgebraic))
(define (inverse x)
  (let (RealAlgebraic (Poly cs) lo hi _) = (away-from-zero x))
  ;; a root 0 of the polynomial has no inverse
  (let (Poly reversed) = (trimmed (list:reverse cs)))
  (let p = (primitive (Poly reversed)))
  (RealAlgebraic p (reciprocal hi) (reciprocal lo) (sturm-sequence p)))

;; A number that is not 0 in an interval without 0, not even as an end.
(declare away-from-zero (RealAlgebraic -> RealAlgebraic))
(define (away-from-zero x)
  (let (RealAlgebraic _ lo hi _) = x)
  (if (or (> lo 0) (< hi 0)) x (away-from-zero (refine x))))

(declare power (RealAlgebraic -> Integer -> RealAlgebraic))
(define (power x n)
  (cond
    ((== n 0) (fromInt 1))
    ((nought? x) x)
    (True
     (let ((p (power-polynomial (p:int->word n) (.ra-poly x))))
       (chosen p (fn (x _) (power-interval x n)) (away-from-zero x) (away-from-zero x))))))

;; Of a number in an interval without 0.
(declare power-interval (RealAlgebraic -> Integer -> Tuple Fraction Fraction))
(define (power-interval (RealAlgebraic _ lo hi _) n)
  (let ((a (^ lo n)) (b (^ hi n)))
    (Tuple (min a b) (max a b))))

(define-instance (Num RealAlgebraic)
  (define (+ x y)
    (chosen (sum-polynomial (.ra-poly x) (.ra-poly y)) sum-interval x y))
  (define (- x y) (+ x (negated y)))
  (define (* x y)
    (if (or (nought? x) (nought? y))
        (fromInt 0)
        (chosen (product-polynomial (.ra-poly x) (.ra-poly y)) product-interval x y)))
  (define (fromInt n) (from-fraction (fromInt n)))
  (define (%negate x) (negated x))
  (define (%power x n) (power x n)))

(define-instance (Reciprocable RealAlgebraic)
  (define (/ x y) (* x (reciprocal y)))
  (define (reciprocal x)
    (if (nought? x) (p:error "division by zero") (inverse x))))

(define-instance (Dividable Integer RealAlgebraic)
  (define (general/ a b) (from-fraction (mkFraction a b))))

;;; Roots of numbers

;; p(x^n)
(declare spread (Integer -> Poly Integer -> Poly Integer))
(define (spread n (Poly cs))
  (let ((gap (list:repeat (p:int->word (- n 1)) 0)))
    (match cs
      ((Nil) (Poly Nil))
      ((Cons c others)
       (Poly (Cons c (list:concatMap (fn (c) (list:append gap (make-list c))) others)))))))

;; The n-th root of a number above 0: its powers say where a fraction stands to it.
(declare positive-root (Integer -> RealAlgebraic -> RealAlgebraic))
(define (positive-root n x)
  (let p = (square-free (spread n (.ra-poly x))))
  (let sturm = (sturm-sequence p))
  (rec go ((lo 0) (hi (max 1 (.ra-hi x))))
    (match (isolated p sturm lo hi)
      ((Some y) (settled y))
      ((None)
       (let ((middle (halfway lo hi)))
         (match (side-of (^ middle n) x)
           ((LT) (go middle hi))
           ((GT) (go lo middle))
           ((EQ) (from-fraction middle))))))))

(define-instance (Radical RealAlgebraic)
  (define (nth-root n x)
    (cond
      ((<= n 0) (p:error "nth-root: the degree must be above 0"))
      ((== n 1) x)
      (True
       (match (side-of 0 x)
         ((EQ) x)
         ((LT) (positive-root n x))
         ((GT)
          (if (even? n)
              (p:error "an even root of a RealAlgebraic below zero")
              (negated (positive-root n (negated x)))))))))
  (define (sqrt x) (nth-root 2 x)))

;;; To and from other numbers

(define-instance (Into Integer RealAlgebraic)
  (define (into n) (fromInt n)))

(define-instance (Into Fraction RealAlgebraic)
  (define (into q) (from-fraction q)))

(define-instance (TryInto RealAlgebraic Fraction)
  (define (tryInto x) (as-fraction x)))

;; The greatest Integer below a number that is no fraction, times a scale, plus a fraction.
(declare whole-part (Fraction -> Fraction -> RealAlgebraic -> Integer))
(define (whole-part scale offset x)
  (let (RealAlgebraic _ lo hi _) = x)
  (let n = (floor (+ offset (* scale lo))))
  (if (== n (- (ceiling (+ offset (* scale hi))) 1))
      n
      (whole-part scale offset (refine x))))

(declare floor-of (Fraction -> Fraction -> RealAlgebraic -> Integer))
(define (floor-of scale offset x)
  (match (as-fraction x)
    ((Some q) (floor (+ offset (* scale q))))
    ((None) (whole-part scale offset x))))

(define-instance (Quantizable RealAlgebraic)
  (define (floor x) (floor-of 1 0 x))
  (define (ceiling x) (negate (floor (negated x))))
  (define (proper x)
    (let ((n (if (== GT (side-of 0 x)) (ceiling x) (floor x))))
      (values n (- x (fromInt n))))))

(define-instance (Real RealAlgebraic)
  (define (real-approx bits x)
    (let (RealAlgebraic _ lo hi _) = (narrow (mkFraction 1 (p:int-shift 1 (p:word->int bits))) x))
    (halfway lo hi)))

;;; Text

(declare show (RealAlgebraic -> String))
(define (show (RealAlgebraic (Poly cs) lo hi _))
  "The polynomial, its coefficients from that of the highest power down, and the interval.

    (show (fromInt 7))  => \"AlgRoot{poly=(1 -7), interval=(6, 8)}\""
  (mconcat (make-list "AlgRoot{poly=(" (join " " (map into cs)) "), interval=(" (into lo) ", " (into hi) ")}")))

(declare decimal-string (UFix * RealAlgebraic -> String))
(define (decimal-string digits x)
  "The number with so many digits behind the point, rounded; a half away from zero.

    (decimal-string 10 (sqrt 2))  => \"1.4142135624\"
    (decimal-string 2 (into -1/8))  => \"-0.13\""
  (let below? = (== GT (side-of 0 x)))
  (let scale = (p:int-pow 10 (p:word->int digits)))
  (let n = (floor-of (fromInt scale) 1/2 (if below? (negated x) x)))
  (let whole = (p:int->string (quot n scale)))
  (<> (if below? (<> "-" whole) whole)
      (if (== digits 0)
          ""
          (<> "." (pad-with-zeros digits (p:int->string (rem n scale)))))))

(declare pad-with-zeros (UFix -> String -> String))
(define (pad-with-zeros width text)
  (<> (p:string-repeat (- width (p:string-length text)) "0") text))
