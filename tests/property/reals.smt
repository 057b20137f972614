;;;; Computable reals beside exact fractions, and their functions beside the laws that hold between them.
(import (property as property) coalton/math coalton/xmath/computable-reals)

(declare random-fraction (Void -> Fraction))
(define (random-fraction)
  (let scale = (property:one-of (make-list 1 10 1000 1000000007)))
  (exact/ (property:between (negate (* 50 scale)) (* 50 scale)) (* scale (property:between 1 9))))

(declare real (Fraction -> CReal))
(define (real q) (into q))

;; Is the approximation at most one away, as it promises?
(declare agrees (String -> Fraction -> CReal -> UFix -> Unit))
(define (agrees what q x k)
  (let unit = (^ 2 (the Integer (into k))))
  (property:same what True (<= (abs (- (* q (into unit)) (into (approx x k)))) 1)))

;; Are two reals equal as far as anybody looks?
(declare equal (String -> CReal -> CReal -> Unit))
(define (equal what x y)
  (property:same what True (== x y)))

(declare sequence (Void -> Unit))
(define (sequence)
  (let a = (random-fraction))
  (let b = (random-fraction))
  (let k = (the UFix (unwrap-into (property:below 300))))
  (property:note (fold <> "" (make-list (show a) ", " (show b) ", " (show k))))
  (let x = (real a))
  (let y = (real b))
  (agrees "itself" a x k)
  (agrees "sum" (+ a b) (+ x y) k)
  (agrees "difference" (- a b) (- x y) k)
  (agrees "product" (* a b) (* x y) k)
  (agrees "of few bits after many" a x (quot k 2))
  (unless (== b 0)
    (agrees "quotient" (/ a b) (/ x y) k))
  (property:same "order" (<=> a b) (<=> x y))
  (property:same "floor" (floor a) (floor x))
  (property:same "ceiling" (ceiling a) (ceiling x))
  (agrees "root of a square" (abs a) (sqrt (* x x)) (quot k 2))
  (equal "sine and cosine" 1 (+ (* (sin x) (sin x)) (* (cos x) (cos x))))
  (equal "sine of a sum" (sin (+ x y)) (+ (* (sin x) (cos y)) (* (cos x) (sin y))))
  (equal "tangent of arctangent" x (tan (atan x)))
  (equal "logarithm of exponential" x (ln (exp x)))
  (equal "exponential of a sum" (exp (/ (+ x y) 8)) (* (exp (/ x 8)) (exp (/ y 8))))
  (let small = (/ x 451))
  (equal "sine of arcsine" small (sin (asin small)))
  (equal "cosine of arccosine" small (cos (acos small)))
  (equal "cube of a cube root" x (let ((r (nth-root 3 x))) (* r (* r r))))
  (property:same "simplest fraction" True
                 (< (abs (- a (rationalize x 40))) (/ 1 (into (^ 2 40))))))

(declare digits (Void -> Unit))
(define (digits)
  (property:same "pi" 314159265358979323846264338327950288419716939937510
                 (floor (* pi (the CReal (fromInt (^ 10 50))))))
  (property:same "e" 271828182845904523536028747135266249775724709369995
                 (floor (* ee (the CReal (fromInt (^ 10 50))))))
  (property:same "ln 10" 230258509299404568401799145468436420760110148862877
                 (floor (* (ln (the CReal 10)) (fromInt (^ 10 50)))))
  (property:same "sqrt 2" 141421356237309504880168872420969807856967187537694
                 (floor (* (sqrt (the CReal 2)) (fromInt (^ 10 50)))))
  (property:same "arcsine of 1" True (== (* 2 (asin (the CReal 1))) pi))
  (property:same "third" 1/3 (rationalize (/ (the CReal 1) 3) 20)))

(define (main arguments)
  (property:check "computable reals" sequence arguments)
  (property:check "their digits" digits (make-list "1")))
