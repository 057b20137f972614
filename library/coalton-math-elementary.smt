;;;; coalton/math/elementary -- exponentials, logarithms, roots and angles.

(package coalton/math/elementary
  (import
   coalton/classes
   coalton/builtin
   coalton/math/arith
   coalton/math/integral
   coalton/math/real
   coalton/math/complex
   (smelter/prim as p))
  (export
   Elementary
   Exponentiable exp pow ln log ee
   Radical nth-root sqrt
   Trigonometric sin cos tan asin acos atan pi
   Polar phase polar
   sincos atan2 cis magnitude sinh cosh tanh asinh acosh atanh))

(define-class (Trigonometric :a)
  "Numbers that can be angles, in radians."
  (sin "The sine.

    (sin 0.0)  => 0.0" (:a -> :a))
  (cos "The cosine.

    (cos 0.0)  => 1.0" (:a -> :a))
  (tan "The tangent.

    (tan 0.0)  => 0.0" (:a -> :a))
  (asin "The angle with this sine.

    (asin 1.0)  => 1.5707963267948966" (:a -> :a))
  (acos "The angle with this cosine.

    (acos 1.0)  => 0.0" (:a -> :a))
  (atan "The angle with this tangent.

    (atan 1.0)  => 0.7853981633974483" (:a -> :a))
  (pi "Half a turn.

    (the F64 pi)  => 3.141592653589793" :a))

(define-class (Exponentiable :a)
  "Numbers that can be exponents."
  (exp "e to the power of x.

    (exp 0.0)  => 1.0" (:a -> :a))
  (pow "x to the power of y.

    (pow 2.0 0.5)  => 1.4142135623730951
    (pow 0.0 0.0)  => 1.0" (:a * :a -> :a))
  (ln "The natural logarithm.

    (ln 1.0)  => 0.0
    (ln 0.0)  => -inf" (:a -> :a))
  (log "The logarithm to the base that comes first: `(log 2.0 8.0)` is 3.0.

    (log 2.0 8.0)  => 3.0" (:a * :a -> :a))
  (ee "The base of the natural logarithm.

    (the F64 ee)  => 2.718281828459045" :a))

(define-class (Radical :a)
  "Numbers with roots."
  (nth-root "The root of that degree: `(nth-root 3 27.0)` is 3.0.

    (nth-root 3 27.0)  => 3.0
    (nth-root 3 -27.0)  => -3.0" (Integer * :a -> :a))
  (sqrt "The square root.

    (sqrt 2.0)  => 1.4142135623730951
    (sqrt -1.0)  => nan" (:a -> :a)))

(define-class ((ComplexComponent :a) (Num :a) => Polar :a)
  "What complex numbers with an angle and a distance are made of."
  (phase "The angle.

    (phase (complex 0.0 1.0))  => 1.5707963267948966" (Complex :a -> :a))
  (polar "The distance from zero, and the angle." (Complex :a -> :a * :a)))

(define-class ((Reciprocable :a) (Polar :a) (Trigonometric :a) (Exponentiable :a) (Radical :a)
               => Elementary :a)
  "Numbers that have all of the elementary functions."
  (%sinh (:a -> :a))
  (%cosh (:a -> :a))
  (%tanh (:a -> :a))
  (define (%sinh x) (/ (- (exp x) (exp (negate x))) 2))
  (define (%cosh x) (/ (+ (exp x) (exp (negate x))) 2))
  (define (%tanh x) (/ (%sinh x) (%cosh x))))

;;; F32

(define-instance (Trigonometric F32)
  (define (sin x) (p:f32-sin x))
  (define (cos x) (p:f32-cos x))
  (define (tan x) (p:f32-tan x))
  (define (asin x) (p:f32-asin x))
  (define (acos x) (p:f32-acos x))
  (define (atan x) (p:f32-atan x))
  (define pi 3.1415927))

(define-instance (Exponentiable F32)
  (define (exp x) (p:f32-exp x))
  (define (pow x y) (p:f32-pow x y))
  (define (ln x) (p:f32-ln x))
  (define (log b x) (p:f32-log b x))
  (define ee 2.7182817))

(define-instance (Radical F32)
  (define (nth-root n x)
    (if (and (< x 0) (odd? n))
        (negate (nth-root n (negate x)))
        (let ((root (p:f32-pow x (p:f32-div 1 (p:int->f32 n)))))
          (let ((whole (p:f32-round root)))
            (if (p:f32-eq (p:f32-pow whole (p:int->f32 n)) x) whole root)))))
  (define (sqrt x) (p:f32-sqrt x)))

(define-instance (Polar F32)
  (define (phase z) (p:f32-atan2 (imag-part z) (real-part z)))
  (define (polar z) (values (magnitude z) (phase z))))

(define-instance (Elementary F32)
  (define (%sinh x) (p:f32-sinh x))
  (define (%cosh x) (p:f32-cosh x))
  (define (%tanh x) (p:f32-tanh x)))

;;; F64

(define-instance (Trigonometric F64)
  (define (sin x) (p:f64-sin x))
  (define (cos x) (p:f64-cos x))
  (define (tan x) (p:f64-tan x))
  (define (asin x) (p:f64-asin x))
  (define (acos x) (p:f64-acos x))
  (define (atan x) (p:f64-atan x))
  (define pi 3.141592653589793))

(define-instance (Exponentiable F64)
  (define (exp x) (p:f64-exp x))
  (define (pow x y) (p:f64-pow x y))
  (define (ln x) (p:f64-ln x))
  (define (log b x) (p:f64-log b x))
  (define ee 2.718281828459045))

(define-instance (Radical F64)
  (define (nth-root n x)
    (if (and (< x 0) (odd? n))
        (negate (nth-root n (negate x)))
        (let ((root (p:f64-pow x (p:f64-div 1 (p:int->f64 n)))))
          (let ((whole (p:f64-round root)))
            (if (p:f64-eq (p:f64-pow whole (p:int->f64 n)) x) whole root)))))
  (define (sqrt x) (p:f64-sqrt x)))

(define-instance (Polar F64)
  (define (phase z) (p:f64-atan2 (imag-part z) (real-part z)))
  (define (polar z) (values (magnitude z) (phase z))))

(define-instance (Elementary F64)
  (define (%sinh x) (p:f64-sinh x))
  (define (%cosh x) (p:f64-cosh x))
  (define (%tanh x) (p:f64-tanh x)))

;;; Functions of these

(declare sincos (Trigonometric :a => :a -> :a * :a))
(define (sincos x)
  "The sine and the cosine."
  (values (sin x) (cos x)))

(declare atan2 ((Ord :f) (Trigonometric :f) (Reciprocable :f) => :f * :f -> :f))
(define (atan2 y x)
  "The angle of the point (x, y), from minus pi to pi.

    (atan2 1.0 1.0)  => 0.7853981633974483
    (atan2 -1.0 -1.0)  => -2.356194490192345"
  (cond
    ((> x 0) (atan (/ y x)))
    ((< x 0) (if (< y 0) (- (atan (/ y x)) pi) (+ (atan (/ y x)) pi)))
    ((> y 0) (/ pi 2))
    ((< y 0) (negate (/ pi 2)))
    (True 0)))

(declare cis ((Trigonometric :a) (ComplexComponent :a) => :a -> Complex :a))
(define (cis z)
  "The complex number at distance 1 and that angle.

    (cis 0.0)  => #C(1.0 0.0)"
  (complex (cos z) (sin z)))

(declare magnitude ((ComplexComponent :a) (Radical :a) => Complex :a -> :a))
(define (magnitude z)
  "The distance from zero.

    (magnitude (complex 3.0 4.0))  => 5.0"
  (sqrt (square-magnitude z)))

(declare sinh (Elementary :f => :f -> :f))
(define (sinh x)
  "The hyperbolic sine.

    (sinh 0.0)  => 0.0"
  (%sinh x))

(declare cosh (Elementary :f => :f -> :f))
(define (cosh x)
  "The hyperbolic cosine.

    (cosh 0.0)  => 1.0"
  (%cosh x))

(declare tanh (Elementary :f => :f -> :f))
(define (tanh x)
  "The hyperbolic tangent.

    (tanh 1000.0)  => 1.0"
  (%tanh x))

(declare asinh (Elementary :f => :f -> :f))
(define (asinh x)
  "The number with this hyperbolic sine.

    (asinh 0.0)  => 0.0"
  (ln (+ x (sqrt (+ (* x x) 1)))))

(declare acosh (Elementary :f => :f -> :f))
(define (acosh x)
  "The number with this hyperbolic cosine.

    (acosh 1.0)  => 0.0"
  (ln (+ x (* (sqrt (+ x 1)) (sqrt (- x 1))))))

(declare atanh (Elementary :f => :f -> :f))
(define (atanh x)
  "The number with this hyperbolic tangent.

    (atanh 0.0)  => 0.0"
  (/ (ln (/ (+ 1 x) (- 1 x))) 2))

;;; Complex numbers

;; The number at a distance from zero and an angle.
(declare at ((ComplexComponent :a) (Trigonometric :a) => :a -> :a -> Complex :a))
(define (at distance angle)
  (complex (* distance (cos angle)) (* distance (sin angle))))

(define-instance (Elementary :a => Exponentiable (Complex :a))
  (define (exp z) (at (exp (real-part z)) (imag-part z)))
  (define (ln z) (complex (ln (magnitude z)) (phase z)))
  (define (pow z w) (if (== z 0) 0 (exp (* w (ln z)))))
  (define (log b z) (/ (ln z) (ln b)))
  (define ee (complex ee 0)))

(define-instance (Elementary :a => Radical (Complex :a))
  (define (nth-root n z)
    (let ((degree (fromInt n)))
      (at (nth-root n (magnitude z)) (/ (phase z) degree))))
  (define (sqrt z)
    (at (sqrt (magnitude z)) (/ (phase z) 2))))

(define-instance (Elementary :a => Trigonometric (Complex :a))
  (define (sin z)
    (let ((a (real-part z))
          (b (imag-part z)))
      (complex (* (sin a) (%cosh b)) (* (cos a) (%sinh b)))))
  (define (cos z)
    (let ((a (real-part z))
          (b (imag-part z)))
      (complex (* (cos a) (%cosh b)) (negate (* (sin a) (%sinh b))))))
  (define (tan z) (/ (sin z) (cos z)))
  (define (asin z)
    (negate (* ii (ln (+ (* ii z) (sqrt (- 1 (* z z))))))))
  (define (acos z)
    (- (complex (/ pi 2) 0) (asin z)))
  (define (atan z)
    (let ((w (* ii z)))
      (* (/ ii 2) (- (ln (- 1 w)) (ln (+ 1 w))))))
  (define pi (complex pi 0)))
