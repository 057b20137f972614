;;;; coalton/xmath/hyperdual -- numbers that carry first and second derivatives along, without any error.
;;;;
;;;; A number a + b e1 + c e2 + d e1e2, where e1 and e2 have square zero (Fike and Alonso, The Development of
;;;; Hyper-Dual Numbers): f of it is f(a) + b f'(a) e1 + c f'(a) e2 + (d f'(a) + b c f''(a)) e1e2.

(package coalton/xmath/hyperdual
  (import
   coalton/classes
   coalton/builtin
   coalton/hash
   coalton/show
   coalton/math/arith
   coalton/math/complex
   coalton/math/elementary)
  (export
   Hyperdual d-x d-xx partial-x partial-y partial-xx partial-xy partial-yy gradient hessian laplacian))

(define-struct (Hyperdual :t)
  "A number with what stands before e1, e2 and e1e2."
  (a :t)
  (b :t)
  (c :t)
  (d :t))

(declare constant (Num :t => :t -> Hyperdual :t))
(define (constant x)
  (Hyperdual x 0 0 0))

;; f of a hyperdual number, from f, f' and f'' at its first part.
(declare chain (Num :t => :t -> :t -> :t -> Hyperdual :t -> Hyperdual :t))
(define (chain f0 f1 f2 (Hyperdual _ b c d))
  (Hyperdual f0 (* b f1) (* c f1) (+ (* d f1) (* (* b c) f2))))

(declare part-b (Hyperdual :t -> :t))
(define (part-b (Hyperdual _ b _ _)) b)

(declare part-d (Hyperdual :t -> :t))
(define (part-d (Hyperdual _ _ _ d)) d)

;;; Derivatives

(declare d-x (Num :t => (Hyperdual :t -> Hyperdual :t) * :t -> :t))
(define (d-x f x)
  "The derivative of f at x.

    (d-x (fn (x) (* x x)) 3)  => 6"
  (part-b (f (Hyperdual x 1 0 0))))

(declare d-xx (Num :t => (Hyperdual :t -> Hyperdual :t) * :t -> :t))
(define (d-xx f x)
  "The second derivative of f at x.

    (d-xx (fn (x) (* x (* x x))) 3)  => 18"
  (part-d (f (Hyperdual x 1 1 0))))

(declare partial-x (Num :t => (Hyperdual :t * Hyperdual :t -> Hyperdual :t) * :t * :t -> :t))
(define (partial-x f x y)
  "The derivative by the first argument.

    (partial-x (fn (x y) (* x (* x y))) 2 5)  => 20"
  (part-b (f (Hyperdual x 1 0 0) (constant y))))

(declare partial-y (Num :t => (Hyperdual :t * Hyperdual :t -> Hyperdual :t) * :t * :t -> :t))
(define (partial-y f x y)
  "The derivative by the second argument.

    (partial-y (fn (x y) (* x (* x y))) 2 5)  => 4"
  (part-b (f (constant x) (Hyperdual y 1 0 0))))

(declare partial-xx (Num :t => (Hyperdual :t * Hyperdual :t -> Hyperdual :t) * :t * :t -> :t))
(define (partial-xx f x y)
  "The second derivative by the first argument.

    (partial-xx (fn (x y) (* x (* x y))) 2 5)  => 10"
  (part-d (f (Hyperdual x 1 1 0) (constant y))))

(declare partial-xy (Num :t => (Hyperdual :t * Hyperdual :t -> Hyperdual :t) * :t * :t -> :t))
(define (partial-xy f x y)
  "The derivative by both arguments.

    (partial-xy (fn (x y) (* x (* x y))) 2 5)  => 4"
  (part-d (f (Hyperdual x 1 0 0) (Hyperdual y 0 1 0))))

(declare partial-yy (Num :t => (Hyperdual :t * Hyperdual :t -> Hyperdual :t) * :t * :t -> :t))
(define (partial-yy f x y)
  "The second derivative by the second argument.

    (partial-yy (fn (x y) (* x (* y y))) 2 5)  => 4"
  (part-d (f (constant x) (Hyperdual y 1 1 0))))

(declare gradient (Num :t => (Hyperdual :t * Hyperdual :t -> Hyperdual :t) * :t * :t -> List :t))
(define (gradient f x y)
  "Both derivatives.

    (gradient (fn (x y) (* x (* x y))) 2 5)  => #<List [20 4]>"
  (make-list (partial-x f x y) (partial-y f x y)))

(declare hessian (Num :t => (Hyperdual :t * Hyperdual :t -> Hyperdual :t) * :t * :t -> List :t))
(define (hessian f x y)
  "The second derivatives, row by row.

    (hessian (fn (x y) (* x (* x y))) 2 5)  => #<List [10 4 4 0]>"
  (let ((xy (partial-xy f x y)))
    (make-list (partial-xx f x y) xy xy (partial-yy f x y))))

(declare laplacian (Num :t => (Hyperdual :t * Hyperdual :t -> Hyperdual :t) * :t * :t -> :t))
(define (laplacian f x y)
  "The sum of the second derivatives by each argument.

    (laplacian (fn (x y) (* x (* x y))) 2 5)  => 10"
  (+ (partial-xx f x y) (partial-yy f x y)))

;;; Instances. Only the numbers themselves are compared.

(define-instance (Eq :t => Eq (Hyperdual :t))
  (define (== (Hyperdual x _ _ _) (Hyperdual y _ _ _)) (== x y)))

(define-instance (Ord :t => Ord (Hyperdual :t))
  (define (<=> (Hyperdual x _ _ _) (Hyperdual y _ _ _)) (<=> x y)))

(define-instance (Hash :t => Hash (Hyperdual :t))
  (define (hash (Hyperdual x _ _ _)) (hash x)))

(define-instance (Num :t => Num (Hyperdual :t))
  (define (+ (Hyperdual a b c d) (Hyperdual e f g h))
    (Hyperdual (+ a e) (+ b f) (+ c g) (+ d h)))
  (define (- (Hyperdual a b c d) (Hyperdual e f g h))
    (Hyperdual (- a e) (- b f) (- c g) (- d h)))
  (define (* (Hyperdual a b c d) (Hyperdual e f g h))
    (Hyperdual (* a e)
               (+ (* a f) (* b e))
               (+ (* a g) (* c e))
               (+ (+ (* a h) (* d e)) (+ (* b g) (* c f)))))
  (define (fromInt n) (constant (fromInt n))))

(define-instance (Reciprocable :t => Reciprocable (Hyperdual :t))
  (define (/ x y) (* x (reciprocal y)))
  (define (reciprocal x)
    (match x
      ((Hyperdual a _ _ _)
       (let ((r (reciprocal a)))
         (let ((square (* r r)))
           (chain r (negate square) (* 2 (* square r)) x)))))))

(define-instance ((Exponentiable :t) (Reciprocable :t) => Exponentiable (Hyperdual :t))
  (define (exp x)
    (match x
      ((Hyperdual a _ _ _)
       (let ((e (exp a)))
         (chain e e e x)))))
  (define (ln x)
    (match x
      ((Hyperdual a _ _ _)
       (let ((r (reciprocal a)))
         (chain (ln a) r (negate (* r r)) x)))))
  (define (pow x y)
    (match y
      ((Hyperdual p b c d)
       (if (and (== b 0) (== c 0) (== d 0))
           (match x
             ((Hyperdual a _ _ _)
              (chain (pow a p)
                     (* p (pow a (- p 1)))
                     (* (* p (- p 1)) (pow a (- p 2)))
                     x)))
           (exp (* y (ln x)))))))
  (define (log base x) (/ (ln x) (ln base)))
  (define ee (constant ee)))

(define-instance ((Radical :t) (Reciprocable :t) (Exponentiable :t) => Radical (Hyperdual :t))
  (define (sqrt x)
    (match x
      ((Hyperdual a _ _ _)
       (let ((root (sqrt a)))
         (let ((f1 (reciprocal (* 2 root))))
           (chain root f1 (negate (/ f1 (* 2 a))) x))))))
  (define (nth-root n x)
    (match x
      ((Hyperdual a _ _ _)
       (let ((root (nth-root n a))
             (power (reciprocal (fromInt n))))
         (let ((f1 (* power (/ root a))))
           (chain root f1 (* (- power 1) (/ f1 a)) x)))))))

(define-instance ((Trigonometric :t) (Reciprocable :t) (Radical :t) => Trigonometric (Hyperdual :t))
  (define (sin x)
    (match x
      ((Hyperdual a _ _ _) (chain (sin a) (cos a) (negate (sin a)) x))))
  (define (cos x)
    (match x
      ((Hyperdual a _ _ _) (chain (cos a) (negate (sin a)) (negate (cos a)) x))))
  (define (tan x)
    (match x
      ((Hyperdual a _ _ _)
       (let ((t (tan a)))
         (let ((f1 (+ 1 (* t t))))
           (chain t f1 (* 2 (* t f1)) x))))))
  (define (asin x)
    (match x
      ((Hyperdual a _ _ _)
       (let ((s (reciprocal (- 1 (* a a)))))
         (let ((f1 (sqrt s)))
           (chain (asin a) f1 (* a (* s f1)) x))))))
  (define (acos x)
    (match x
      ((Hyperdual a _ _ _)
       (let ((s (reciprocal (- 1 (* a a)))))
         (let ((f1 (negate (sqrt s))))
           (chain (acos a) f1 (* a (* s f1)) x))))))
  (define (atan x)
    (match x
      ((Hyperdual a _ _ _)
       (let ((f1 (reciprocal (+ 1 (* a a)))))
         (chain (atan a) f1 (negate (* 2 (* a (* f1 f1)))) x)))))
  (define pi (constant pi)))

(define-instance (ComplexComponent :t => ComplexComponent (Hyperdual :t))
  (define (complex a b) (Rectangular a b))
  (define (real-part (Rectangular a _)) a)
  (define (imag-part (Rectangular _ b)) b))

(define-instance (Num :t => Into :t (Hyperdual :t))
  (define (into x) (constant x)))

(define-instance ((ComplexComponent :t) (Into :t (Hyperdual :t)) => Into (Complex :t) (Complex (Hyperdual :t)))
  (define (into z) (Rectangular (into (real-part z)) (into (imag-part z)))))

(define-instance (Show :t => Show (Hyperdual :t))
  (define (show-to f (Hyperdual a b c d))
    (f "(Hyperdual ")
    (show-to f a)
    (f " ")
    (show-to f b)
    (f " ")
    (show-to f c)
    (f " ")
    (show-to f d)
    (f ")")))
