;;;; coalton/xmath/fft -- the fast Fourier transform over any ring with roots of unity.
;;;;
;;;; The number of elements must be a power of two (Cooley and Tukey). Decimation in frequency leaves the result
;;;; with the bits of its indices reversed, decimation in time expects its input so. fft and ifft reorder.

(package coalton/xmath/fft
  (import
   coalton/classes
   coalton/builtin
   coalton/math/arith
   coalton/math/complex
   coalton/math/elementary
   (coalton/randomaccess as ra)
   (smelter/prim as p))
  (import-from coalton/randomaccess RandomAccess)
  (export
   FFTGroup add-identity add add-inverse
   FFTRing multiply-identity multiply
   FFTField multiply-inverse
   FFTCyclicGroup cyclic-add-identity cyclic-add cyclic-add-inverse cyclic-nth-generator
   subtract divide
   dif-fft-raw dif-ifft-raw dit-fft-raw dit-ifft-raw
   fft fft! fft-into! ifft ifft! ifft-into!))

(define-class (FFTGroup :t)
  "What can be added."
  (add-identity :t)
  (add (:t * :t -> :t))
  (add-inverse (:t -> :t)))

(define-class (FFTGroup :t => FFTRing :t)
  "What can be multiplied as well."
  (multiply-identity :t)
  (multiply (:t * :t -> :t)))

(define-class (FFTRing :t => FFTField :t)
  "What can be divided as well."
  (multiply-inverse (:t -> :t)))

(define-class (FFTCyclicGroup :t)
  "The roots of unity, as a group: to add two is to multiply them."
  (cyclic-add-identity :t)
  (cyclic-add (:t * :t -> :t))
  (cyclic-add-inverse (:t -> :t))
  (cyclic-nth-generator "The first n-th root of unity." (UFix -> :t)))

(declare subtract (FFTGroup :t => :t * :t -> :t))
(define (subtract x y)
  "The difference."
  (add x (add-inverse y)))

(declare divide (FFTField :t => :t * :t -> :t))
(define (divide x y)
  "The quotient."
  (multiply x (multiply-inverse y)))

;;; Raw transforms: src is copied to dst, which is transformed in place. `turn` makes of a generator the root of unity
;;; to go by.

(declare copy-all! ((RandomAccess :c :t) (RandomAccess :d :t) => :c -> :d -> UFix -> Unit))
(define (copy-all! dst src i)
  (if (< i (ra:length src))
      (progn
        (ra:unsafe-set! dst i (ra:unsafe-aref src i))
        (copy-all! dst src (+ i 1)))
      Unit))

(declare check-size (UFix -> Unit))
(define (check-size n)
  (if (and (> n 0) (== 0 (p:word-and n (- n 1))))
      Unit
      (p:error "fft: the number of elements must be a power of two")))

;; One butterfly after the other: those of a block share their roots, whose powers go through `root`.
(declare dif-block! ((RandomAccess :c :t) (FFTRing :t) (FFTCyclicGroup :t)
                     => :c -> UFix -> UFix -> UFix -> :t -> :t -> Unit))
(define (dif-block! v start half j root power)
  (if (== j half)
      Unit
      (let ((at (+ start j)))
        (let ((x (ra:unsafe-aref v at))
              (y (ra:unsafe-aref v (+ at half))))
          (ra:unsafe-set! v at (add x y))
          (ra:unsafe-set! v (+ at half) (multiply (subtract x y) power))
          (dif-block! v start half (+ j 1) root (cyclic-add power root))))))

(declare dit-block! ((RandomAccess :c :t) (FFTRing :t) (FFTCyclicGroup :t)
                     => :c -> UFix -> UFix -> UFix -> :t -> :t -> Unit))
(define (dit-block! v start half j root power)
  (if (== j half)
      Unit
      (let ((at (+ start j)))
        (let ((x (ra:unsafe-aref v at))
              (y (multiply (ra:unsafe-aref v (+ at half)) power)))
          (ra:unsafe-set! v at (add x y))
          (ra:unsafe-set! v (+ at half) (subtract x y))
          (dit-block! v start half (+ j 1) root (cyclic-add power root))))))

(declare blocks! (UFix -> UFix -> UFix -> (UFix -> Unit) -> Unit))
(define (blocks! start step n f)
  (if (< start n)
      (progn
        (f start)
        (blocks! (+ start step) step n f))
      Unit))

(declare dif! ((RandomAccess :c :t) (FFTRing :t) (FFTCyclicGroup :t) => (:t -> :t) -> :c -> UFix -> Unit))
(define (dif! turn v size)
  (if (< size 2)
      Unit
      (let ((half (p:word-shr size 1))
            (root (turn (cyclic-nth-generator size))))
        (blocks! 0 size (ra:length v)
                 (fn (start) (dif-block! v start half 0 root cyclic-add-identity)))
        (dif! turn v half))))

(declare dit! ((RandomAccess :c :t) (FFTRing :t) (FFTCyclicGroup :t) => (:t -> :t) -> :c -> UFix -> Unit))
(define (dit! turn v size)
  (if (> size (ra:length v))
      Unit
      (let ((half (p:word-shr size 1))
            (root (turn (cyclic-nth-generator size))))
        (blocks! 0 size (ra:length v)
                 (fn (start) (dit-block! v start half 0 root cyclic-add-identity)))
        (dit! turn v (* 2 size)))))

(declare dif-fft-raw ((RandomAccess :c :t) (RandomAccess :d :t) (FFTRing :t) (FFTCyclicGroup :t)
                      => :c * :d -> Void))
(define (dif-fft-raw dst src)
  "The transform; its elements come out with the bits of their indices reversed."
  (check-size (ra:length src))
  (copy-all! dst src 0)
  (dif! cyclic-add-inverse dst (ra:length dst)))

(declare dif-ifft-raw ((RandomAccess :c :t) (RandomAccess :d :t) (FFTRing :t) (FFTCyclicGroup :t)
                       => :c * :d -> Void))
(define (dif-ifft-raw dst src)
  "The inverse transform without the division; its elements come out with the bits of their indices reversed."
  (check-size (ra:length src))
  (copy-all! dst src 0)
  (dif! (fn (root) root) dst (ra:length dst)))

(declare dit-fft-raw ((RandomAccess :c :t) (RandomAccess :d :t) (FFTRing :t) (FFTCyclicGroup :t)
                      => :c * :d -> Void))
(define (dit-fft-raw dst src)
  "The transform of elements that go in with the bits of their indices reversed."
  (check-size (ra:length src))
  (copy-all! dst src 0)
  (dit! cyclic-add-inverse dst 2))

(declare dit-ifft-raw ((RandomAccess :c :t) (RandomAccess :d :t) (FFTRing :t) (FFTCyclicGroup :t)
                       => :c * :d -> Void))
(define (dit-ifft-raw dst src)
  "The inverse transform, without the division, of elements that go in with the bits of their indices reversed."
  (check-size (ra:length src))
  (copy-all! dst src 0)
  (dit! (fn (root) root) dst 2))

;;; Transforms in order

(declare reorder! (RandomAccess :c :t => :c -> UFix -> Unit))
(define (reorder! v i)
  (let ((n (ra:length v)))
    (if (< i n)
        (let ((j (reversed i (p:word-shr n 1) 1 0)))
          (when (< i j)
            (ra:unsafe-rotate! v i j))
          (reorder! v (+ i 1)))
        Unit)))

;; The bits of i the other way round: what bit `high` says goes to bit `low`.
(declare reversed (UFix -> UFix -> UFix -> UFix -> UFix))
(define (reversed i high low result)
  (if (== high 0)
      result
      (reversed i (p:word-shr high 1) (p:word-shl low 1)
                (if (== 0 (p:word-and i high)) result (p:word-or result low)))))

(declare fft-into! ((RandomAccess :c :t) (RandomAccess :d :t) (FFTRing :t) (FFTCyclicGroup :t)
                    => :d * :c -> :d))
(define (fft-into! dst src)
  "Put the transform of src into dst."
  (dif-fft-raw dst src)
  (reorder! dst 0)
  dst)

(declare fft! ((RandomAccess :c :t) (FFTRing :t) (FFTCyclicGroup :t) => :c -> :c))
(define (fft! storage)
  "Transform in place.

    (fft! (vec:make (complex 1.0 0.0) (complex -1.0 0.0)))  => #<Vector [#C(0.0 0.0) #C(2.0 0.0)]>"
  (check-size (ra:length storage))
  (dif! cyclic-add-inverse storage (ra:length storage))
  (reorder! storage 0)
  storage)

(declare fft ((RandomAccess :c :t) (RandomAccess :d :t) (FFTRing :t) (FFTCyclicGroup :t) => :c -> :d))
(define (fft storage)
  "The transform, as something new."
  (fft-into! (ra:make-uninitialized (ra:length storage)) storage))

(declare divide-all! ((RandomAccess :c :t) (FFTField :t) => :c -> UFix -> :t -> Unit))
(define (divide-all! v i x)
  (if (< i (ra:length v))
      (progn
        (ra:unsafe-set! v i (multiply (ra:unsafe-aref v i) x))
        (divide-all! v (+ i 1) x))
      Unit))

;; Divide what an inverse transform gave by the number of elements.
(declare scaled! ((RandomAccess :c :t) (FFTField :t) (Num :t) => :c -> :c))
(define (scaled! v)
  (divide-all! v 0 (multiply-inverse (fromInt (p:word->int (ra:length v)))))
  v)

(declare ifft-into! ((RandomAccess :c :t) (RandomAccess :d :t) (FFTField :t) (FFTCyclicGroup :t) (Num :t)
                     => :d * :c -> :d))
(define (ifft-into! dst src)
  "Put the inverse transform of src into dst."
  (dif-ifft-raw dst src)
  (reorder! dst 0)
  (scaled! dst))

(declare ifft! ((RandomAccess :c :t) (FFTField :t) (FFTCyclicGroup :t) (Num :t) => :c -> :c))
(define (ifft! storage)
  "Transform back in place.

    (ifft! (vec:make (complex 0.0 0.0) (complex 2.0 0.0)))  => #<Vector [#C(1.0 0.0) #C(-1.0 0.0)]>"
  (check-size (ra:length storage))
  (dif! (fn (root) root) storage (ra:length storage))
  (reorder! storage 0)
  (scaled! storage))

(declare ifft ((RandomAccess :c :t) (RandomAccess :d :t) (FFTField :t) (FFTCyclicGroup :t) (Num :t) => :c -> :d))
(define (ifft storage)
  "The inverse transform, as something new."
  (ifft-into! (ra:make-uninitialized (ra:length storage)) storage))

;;; Complex numbers

(define-instance (FFTGroup (Complex F32))
  (define add-identity 0)
  (define (add x y) (+ x y))
  (define (add-inverse x) (negate x)))

(define-instance (FFTRing (Complex F32))
  (define multiply-identity 1)
  (define (multiply x y) (* x y)))

(define-instance (FFTField (Complex F32))
  (define (multiply-inverse x) (reciprocal x)))

(define-instance (FFTCyclicGroup (Complex F32))
  (define cyclic-add-identity 1)
  (define (cyclic-add x y) (* x y))
  (define (cyclic-add-inverse x) (conjugate x))
  (define (cyclic-nth-generator n) (cis (/ (* 2 pi) (p:i64->f32 n)))))

(define-instance (FFTGroup (Complex F64))
  (define add-identity 0)
  (define (add x y) (+ x y))
  (define (add-inverse x) (negate x)))

(define-instance (FFTRing (Complex F64))
  (define multiply-identity 1)
  (define (multiply x y) (* x y)))

(define-instance (FFTField (Complex F64))
  (define (multiply-inverse x) (reciprocal x)))

(define-instance (FFTCyclicGroup (Complex F64))
  (define cyclic-add-identity 1)
  (define (cyclic-add x y) (* x y))
  (define (cyclic-add-inverse x) (conjugate x))
  (define (cyclic-nth-generator n) (cis (/ (* 2 pi) (p:i64->f64 n)))))
