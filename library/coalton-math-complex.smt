;;;; coalton/math/complex -- numbers with an imaginary part.

(package coalton/math/complex
  (import
   coalton/classes
   coalton/builtin
   coalton/hash
   coalton/math/arith
   coalton/math/fraction
   smelter/literal
   (smelter/prim as p))
  (export
   Complex Rectangular ComplexComponent complex real-part imag-part
   conjugate square-magnitude ii))

(define-type (Complex :a)
  "A number with a real and an imaginary part. The constructor is for the library: programs use `complex`."
  (Rectangular :a :a))

(define-class (Num :a => ComplexComponent :a)
  "What the parts of a complex number may be."
  (complex "The number with these parts, the real one first.

    (complex 1.0 2.0)  => #C(1.0 2.0)" (:a * :a -> Complex :a))
  (real-part "The real part.

    (real-part (complex 1 2))  => 1" (Complex :a -> :a))
  (imag-part "The imaginary part.

    (imag-part (complex 1 2))  => 2" (Complex :a -> :a)))

(define-instance (ComplexComponent Integer)
  (define (complex a b) (Rectangular a b))
  (define (real-part (Rectangular a _)) a)
  (define (imag-part (Rectangular _ b)) b))

(define-instance (ComplexComponent F32)
  (define (complex a b) (Rectangular a b))
  (define (real-part (Rectangular a _)) a)
  (define (imag-part (Rectangular _ b)) b))

(define-instance (ComplexComponent F64)
  (define (complex a b) (Rectangular a b))
  (define (real-part (Rectangular a _)) a)
  (define (imag-part (Rectangular _ b)) b))

(define-instance (ComplexComponent Fraction)
  (define (complex a b) (Rectangular a b))
  (define (real-part (Rectangular a _)) a)
  (define (imag-part (Rectangular _ b)) b))

(declare ii (ComplexComponent :a => Complex :a))
(define ii
  "The square root of -1.

    (* ii (the (Complex Integer) ii))  => #C(-1 0)"
  (complex 0 1))

(declare conjugate (ComplexComponent :a => Complex :a -> Complex :a))
(define (conjugate z)
  "The number with the opposite imaginary part.

    (conjugate (complex 1 2))  => #C(1 -2)"
  (complex (real-part z) (negate (imag-part z))))

(declare square-magnitude (ComplexComponent :a => Complex :a -> :a))
(define (square-magnitude z)
  "The square of the distance from zero.

    (square-magnitude (complex 3 4))  => 25"
  (let ((a (real-part z))
        (b (imag-part z)))
    (+ (* a a) (* b b))))

(define-instance (ComplexComponent :a => Eq (Complex :a))
  (define (== z w)
    (and (== (real-part z) (real-part w))
         (== (imag-part z) (imag-part w)))))

(define-instance (ComplexComponent :a => Num (Complex :a))
  (define (+ z w)
    (complex (+ (real-part z) (real-part w)) (+ (imag-part z) (imag-part w))))
  (define (- z w)
    (complex (- (real-part z) (real-part w)) (- (imag-part z) (imag-part w))))
  (define (* z w)
    (let ((a (real-part z))
          (b (imag-part z))
          (c (real-part w))
          (d (imag-part w)))
      (complex (- (* a c) (* b d)) (+ (* a d) (* b c)))))
  (define (fromInt n)
    (complex (fromInt n) 0)))

(define-instance ((ComplexComponent :a) (Reciprocable :a) => Reciprocable (Complex :a))
  (define (reciprocal z)
    (let ((m (square-magnitude z)))
      (complex (/ (real-part z) m) (negate (/ (imag-part z) m)))))
  (define (/ z w)
    (let ((a (real-part z))
          (b (imag-part z))
          (c (real-part w))
          (d (imag-part w))
          (m (square-magnitude w)))
      (complex (/ (+ (* a c) (* b d)) m)
               (/ (- (* b c) (* a d)) m)))))

(define-instance ((ComplexComponent :a) (Hash :a) => Hash (Complex :a))
  (define (hash z)
    (combine-hashes (hash (real-part z)) (hash (imag-part z)))))

(define-instance (ComplexComponent :a => Into :a (Complex :a))
  (define (into x) (complex x 0)))
