;;;; coalton/xmath/dual -- numbers that carry a derivative along.
;;;;
;;;; (f (Dual x 1)) is (Dual (f x) (f' x)) for every f made of the operations here: each keeps the rule by which it is
;;;; differentiated.

(package coalton/xmath/dual
  (import
   coalton/classes
   coalton/builtin
   coalton/hash
   coalton/show
   coalton/math/arith
   coalton/math/elementary)
  (export Dual primal-part dual-part))

(define-struct (Dual :t)
  "A number and a derivative."
  (primal-part :t)
  (dual-part :t))

(declare primal-part (Dual :t -> :t))
(define (primal-part (Dual p _))
  "The number.

    (primal-part (* (Dual 3 1) (Dual 3 1)))  => 9"
  p)

(declare dual-part (Dual :t -> :t))
(define (dual-part (Dual _ d))
  "The derivative.

    (dual-part (* (Dual 3 1) (Dual 3 1)))  => 6"
  d)

;; Of f and its derivative at p, by the chain rule.
(declare chain (Num :t => :t -> :t -> :t -> Dual :t))
(define (chain value derivative d)
  (Dual value (* derivative d)))

;; Only the numbers themselves are compared.

(define-instance (Eq :t => Eq (Dual :t))
  (define (== (Dual a _) (Dual b _)) (== a b)))

(define-instance (Ord :t => Ord (Dual :t))
  (define (<=> (Dual a _) (Dual b _)) (<=> a b)))

(define-instance (Hash :t => Hash (Dual :t))
  (define (hash (Dual a _)) (hash a)))

(define-instance (Show :t => Show (Dual :t))
  (define (show-to f (Dual a b))
    (f "(Dual ")
    (show-to f a)
    (f " ")
    (show-to f b)
    (f ")")))

(define-instance (Num :t => Num (Dual :t))
  (define (+ (Dual a b) (Dual c d)) (Dual (+ a c) (+ b d)))
  (define (- (Dual a b) (Dual c d)) (Dual (- a c) (- b d)))
  (define (* (Dual a b) (Dual c d)) (Dual (* a c) (+ (* a d) (* b c))))
  (define (fromInt n) (Dual (fromInt n) 0)))

(define-instance (Reciprocable :t => Reciprocable (Dual :t))
  (define (/ (Dual a b) (Dual c d))
    (Dual (/ a c) (/ (- (* b c) (* a d)) (* c c))))
  (define (reciprocal (Dual a b))
    (chain (reciprocal a) (negate (reciprocal (* a a))) b)))

(define-instance ((Num :t) (Trigonometric :t) (Reciprocable :t) (Radical :t) => Trigonometric (Dual :t))
  (define (sin (Dual a b)) (chain (sin a) (cos a) b))
  (define (cos (Dual a b)) (chain (cos a) (negate (sin a)) b))
  (define (tan (Dual a b))
    (let ((c (cos a)))
      (chain (tan a) (reciprocal (* c c)) b)))
  (define (asin (Dual a b)) (chain (asin a) (reciprocal (sqrt (- 1 (* a a)))) b))
  (define (acos (Dual a b)) (chain (acos a) (negate (reciprocal (sqrt (- 1 (* a a))))) b))
  (define (atan (Dual a b)) (chain (atan a) (reciprocal (+ 1 (* a a))) b))
  (define pi (Dual pi 0)))

(define-instance ((Num :t) (Exponentiable :t) (Reciprocable :t) => Exponentiable (Dual :t))
  (define (exp (Dual a b))
    (let ((e (exp a)))
      (chain e e b)))
  (define (ln (Dual a b)) (chain (ln a) (reciprocal a) b))
  (define (pow (Dual a b) (Dual c d))
    (let ((p (pow a c)))
      (Dual p (+ (* b (* c (pow a (- c 1))))
                 ;; A constant exponent has no need of the logarithm, which zero has none of.
                 (if (== d 0) 0 (* d (* p (ln a))))))))
  (define (log x y) (/ (ln y) (ln x)))
  (define ee (Dual ee 0)))

(define-instance ((Num :t) (Radical :t) (Reciprocable :t) (Exponentiable :t) => Radical (Dual :t))
  (define (sqrt (Dual a b))
    (let ((root (sqrt a)))
      (chain root (reciprocal (* 2 root)) b)))
  (define (nth-root n (Dual a b))
    (let ((root (nth-root n a))
          (degree (fromInt n)))
      (chain root (/ root (* degree a)) b))))
