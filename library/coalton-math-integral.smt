;;;; coalton/math/integral -- division with a remainder, powers, divisors.

(package coalton/math/integral
  (import
   coalton/classes
   coalton/builtin
   coalton/math/arith
   coalton/math/fraction
   smelter/literal
   (coalton/bits as bits)
   (smelter/prim as p))
  (export
   Remainder quot rem quotRem div mod divMod
   Integral toInteger integral->num
   ^ ^^ gcd lcm even? odd? isqrt ilog lsh rsh))

(define-class (Num :a => Remainder :a)
  "Numbers that can be divided with a remainder. `quot` rounds towards zero, `div` downwards."
  (quot "The quotient, rounded towards zero.

    (quot -7 2)  => -3
    (quot 7 -2)  => -3" (:a * :a -> :a))
  (rem "What `quot` leaves; it has the sign of the first number.

    (rem -7 2)  => -1
    (rem 7 -2)  => 1" (:a * :a -> :a))
  (quotRem "Both.

    (progn (let (values q r) = (quotRem -7 2)) (Tuple q r))  => (Tuple -3 -1)" (:a * :a -> :a * :a))
  (div "The quotient, rounded downwards.

    (div -7 2)  => -4
    (div 7 -2)  => -4" (:a * :a -> :a))
  (mod "What `div` leaves; it has the sign of the second number.

    (mod -7 2)  => 1
    (mod 7 -2)  => -1" (:a * :a -> :a))
  (divMod "Both.

    (progn (let (values q r) = (divMod -7 2)) (Tuple q r))  => (Tuple -4 1)" (:a * :a -> :a * :a))
  (%gcd (:a -> :a -> :a))
  (define (%gcd a b)
    (if (== b (fromInt 0)) a (%gcd b (rem a b)))))

(define-class ((Remainder :int) (Ord :int) => Integral :int)
  "Whole numbers."
  (toInteger "The same as an Integer.

    (toInteger (the U8 7))  => 7" (:int -> Integer)))

(define-instance (Remainder Integer)
  (define (quot a b) (p:int-quot a b))
  (define (rem a b) (p:int-rem a b))
  (define (quotRem a b) (values (p:int-quot a b) (p:int-rem a b)))
  (define (div a b) (p:int-div a b))
  (define (mod a b) (p:int-mod a b))
  (define (divMod a b) (values (p:int-div a b) (p:int-mod a b)))
  (define (%gcd a b) (p:int-gcd a b)))

(define-instance (Integral Integer)
  (define (toInteger n) n))

(define-instance (Remainder I8)
  (define (quot a b) (p:i8-quot a b))
  (define (rem a b) (p:i8-rem a b))
  (define (quotRem a b) (values (p:i8-quot a b) (p:i8-rem a b)))
  (define (div a b) (p:i8-div a b))
  (define (mod a b) (p:i8-mod a b))
  (define (divMod a b) (values (p:i8-div a b) (p:i8-mod a b))))

(define-instance (Integral I8)
  (define (toInteger n) (p:word->int-signed n)))

(define-instance (Remainder I16)
  (define (quot a b) (p:i16-quot a b))
  (define (rem a b) (p:i16-rem a b))
  (define (quotRem a b) (values (p:i16-quot a b) (p:i16-rem a b)))
  (define (div a b) (p:i16-div a b))
  (define (mod a b) (p:i16-mod a b))
  (define (divMod a b) (values (p:i16-div a b) (p:i16-mod a b))))

(define-instance (Integral I16)
  (define (toInteger n) (p:word->int-signed n)))

(define-instance (Remainder I32)
  (define (quot a b) (p:i32-quot a b))
  (define (rem a b) (p:i32-rem a b))
  (define (quotRem a b) (values (p:i32-quot a b) (p:i32-rem a b)))
  (define (div a b) (p:i32-div a b))
  (define (mod a b) (p:i32-mod a b))
  (define (divMod a b) (values (p:i32-div a b) (p:i32-mod a b))))

(define-instance (Integral I32)
  (define (toInteger n) (p:word->int-signed n)))

(define-instance (Remainder I64)
  (define (quot a b) (p:i64-quot a b))
  (define (rem a b) (p:i64-rem a b))
  (define (quotRem a b) (values (p:i64-quot a b) (p:i64-rem a b)))
  (define (div a b) (p:i64-div a b))
  (define (mod a b) (p:i64-mod a b))
  (define (divMod a b) (values (p:i64-div a b) (p:i64-mod a b))))

(define-instance (Integral I64)
  (define (toInteger n) (p:word->int-signed n)))

(define-instance (Remainder IFix)
  (define (quot a b) (p:ifix-quot a b))
  (define (rem a b) (p:ifix-rem a b))
  (define (quotRem a b) (values (p:ifix-quot a b) (p:ifix-rem a b)))
  (define (div a b) (p:ifix-div a b))
  (define (mod a b) (p:ifix-mod a b))
  (define (divMod a b) (values (p:ifix-div a b) (p:ifix-mod a b))))

(define-instance (Integral IFix)
  (define (toInteger n) (p:word->int-signed n)))

;; The primitives of U64 serve for every unsigned word.
(declare word-quot (:a -> :a -> :a))
(define (word-quot a b)
  (p:cast (p:u64-quot (p:cast a) (p:cast b))))

(declare word-rem (:a -> :a -> :a))
(define (word-rem a b)
  (p:cast (p:u64-rem (p:cast a) (p:cast b))))

(define-instance (Remainder U8)
  (define (quot a b) (p:u8-quot a b))
  (define (rem a b) (p:u8-rem a b))
  (define (quotRem a b) (values (p:u8-quot a b) (p:u8-rem a b)))
  (define (div a b) (p:u8-quot a b))
  (define (mod a b) (p:u8-rem a b))
  (define (divMod a b) (values (p:u8-quot a b) (p:u8-rem a b))))

(define-instance (Integral U8)
  (define (toInteger n) (p:word->int n)))

(define-instance (Remainder U16)
  (define (quot a b) (p:u16-quot a b))
  (define (rem a b) (p:u16-rem a b))
  (define (quotRem a b) (values (p:u16-quot a b) (p:u16-rem a b)))
  (define (div a b) (p:u16-quot a b))
  (define (mod a b) (p:u16-rem a b))
  (define (divMod a b) (values (p:u16-quot a b) (p:u16-rem a b))))

(define-instance (Integral U16)
  (define (toInteger n) (p:word->int n)))

(define-instance (Remainder U32)
  (define (quot a b) (p:u32-quot a b))
  (define (rem a b) (p:u32-rem a b))
  (define (quotRem a b) (values (p:u32-quot a b) (p:u32-rem a b)))
  (define (div a b) (p:u32-quot a b))
  (define (mod a b) (p:u32-rem a b))
  (define (divMod a b) (values (p:u32-quot a b) (p:u32-rem a b))))

(define-instance (Integral U32)
  (define (toInteger n) (p:word->int n)))

(define-instance (Remainder U64)
  (define (quot a b) (p:u64-quot a b))
  (define (rem a b) (p:u64-rem a b))
  (define (quotRem a b) (values (p:u64-quot a b) (p:u64-rem a b)))
  (define (div a b) (p:u64-quot a b))
  (define (mod a b) (p:u64-rem a b))
  (define (divMod a b) (values (p:u64-quot a b) (p:u64-rem a b))))

(define-instance (Integral U64)
  (define (toInteger n) (p:word->int n)))

(define-instance (Remainder UFix)
  (define (quot a b) (word-quot a b))
  (define (rem a b) (word-rem a b))
  (define (quotRem a b) (values (word-quot a b) (word-rem a b)))
  (define (div a b) (word-quot a b))
  (define (mod a b) (word-rem a b))
  (define (divMod a b) (values (word-quot a b) (word-rem a b))))

(define-instance (Integral UFix)
  (define (toInteger n) (p:word->int n)))

(define-instance (Remainder Bit)
  (define (quot a b) (word-quot a b))
  (define (rem a b) (word-rem a b))
  (define (quotRem a b) (values (word-quot a b) (word-rem a b)))
  (define (div a b) (word-quot a b))
  (define (mod a b) (word-rem a b))
  (define (divMod a b) (values (word-quot a b) (word-rem a b))))

(define-instance (Integral Bit)
  (define (toInteger n) (p:word->int n)))

;; For fractions and floats the quotient is a whole number, and the remainder what is left.

(declare quotient (Fraction -> Fraction -> Integer))
(define (quotient (Ratio a b) (Ratio c d))
  (p:int-quot (p:int-mul a d) (p:int-mul b c)))

(declare quotient-down (Fraction -> Fraction -> Integer))
(define (quotient-down (Ratio a b) (Ratio c d))
  (p:int-div (p:int-mul a d) (p:int-mul b c)))

(define-instance (Remainder Fraction)
  (define (quot x y) (fromInt (quotient x y)))
  (define (rem x y) (- x (* y (fromInt (quotient x y)))))
  (define (quotRem x y)
    (let ((q (fromInt (quotient x y))))
      (values q (- x (* y q)))))
  (define (div x y) (fromInt (quotient-down x y)))
  (define (mod x y) (- x (* y (fromInt (quotient-down x y)))))
  (define (divMod x y)
    (let ((q (fromInt (quotient-down x y))))
      (values q (- x (* y q))))))

(define-instance (Remainder F32)
  (define (quot x y) (p:f32-truncate (p:f32-div x y)))
  (define (rem x y) (p:f32-rem x y))
  (define (quotRem x y) (values (quot x y) (rem x y)))
  (define (div x y) (p:f32-floor (p:f32-div x y)))
  (define (mod x y)
    (let ((r (p:f32-rem x y)))
      (if (or (== r 0) (== (< r 0) (< y 0))) r (+ r y))))
  (define (divMod x y) (values (div x y) (mod x y))))

(define-instance (Remainder F64)
  (define (quot x y) (p:f64-truncate (p:f64-div x y)))
  (define (rem x y) (p:f64-rem x y))
  (define (quotRem x y) (values (quot x y) (rem x y)))
  (define (div x y) (p:f64-floor (p:f64-div x y)))
  (define (mod x y)
    (let ((r (p:f64-rem x y)))
      (if (or (== r 0) (== (< r 0) (< y 0))) r (+ r y))))
  (define (divMod x y) (values (div x y) (mod x y))))

(declare integral->num ((Integral :a) (Num :b) => :a -> :b))
(define (integral->num n)
  "The same whole number as another type of number.

    (the F64 (integral->num 7))  => 7.0"
  (fromInt (toInteger n)))

(declare ^ ((Num :a) (Integral :int) => :a * :int -> :a))
(define (^ base power)
  "base to a power that is not negative: `(^ 2 10)` is 1024.

    (^ 2 10)  => 1024
    (^ 2 100)  => 1267650600228229401496703205376
    (^ 0 0)  => 1"
  (if (< power 0)
      (p:error "^: the exponent is negative")
      (raise base (toInteger power))))

(declare ^^ ((Reciprocable :a) (Integral :int) => :a * :int -> :a))
(define (^^ base power)
  "base to a power that may be negative: `(^^ 2/3 -2)` is 9/4.

    (^^ 2.0 -2)  => 0.25"
  (let ((n (toInteger power)))
    (if (< n 0)
        (reciprocal (raise base (negate n)))
        (raise base n))))

(declare gcd ((Remainder :a) (Ord :a) => :a * :a -> :a))
(define (gcd a b)
  "The greatest common divisor, never negative; that of zero and n is n.

    (gcd 12 18)  => 6
    (gcd -12 18)  => 6
    (gcd 0 0)  => 0"
  (abs (%gcd a b)))

(declare lcm ((Remainder :a) (Ord :a) => :a * :a -> :a))
(define (lcm a b)
  "The least common multiple, never negative; zero if one of them is.

    (lcm 4 6)  => 12
    (lcm 4 -6)  => 12
    (lcm 0 5)  => 0"
  (if (or (== a 0) (== b 0))
      0
      (abs (* (quot a (gcd a b)) b))))

(declare even? (Integral :a => :a -> Boolean))
(define (even? n)
  "Is it divisible by two?

    (even? 4)  => True
    (even? -3)  => False"
  (p:int-eq (p:int-and (toInteger n) 1) 0))

(declare odd? (Integral :a => :a -> Boolean))
(define (odd? n)
  "Is it not divisible by two?

    (odd? -3)  => True"
  (p:int-eq (p:int-and (toInteger n) 1) 1))

(declare isqrt (Integral :int => :int -> :int))
(define (isqrt x)
  "The square root, rounded downwards.

    (isqrt 17)  => 4"
  (fromInt (p:int-sqrt (toInteger x))))

(declare ilog (Integral :int => :int * :int -> :int))
(define (ilog b x)
  "The logarithm of x to the base b, rounded downwards: `(ilog 10 999)` is 2.

    (ilog 2 1000)  => 9
    (ilog 10 999)  => 2"
  (let ((base (toInteger b))
        (n (toInteger x)))
    (cond
      ((< n 1) (p:error "ilog: there is no logarithm of a number that is not positive"))
      ((< base 2) (p:error "ilog: the base must be at least 2"))
      ((== base 2) (fromInt (- (p:int-bit-length n) 1)))
      (True (fromInt (logarithm base n))))))

;; How often n can be divided by base. Squaring the base first halves what is left to do.
(declare logarithm (Integer -> Integer -> Integer))
(define (logarithm base n)
  (if (< n base)
      0
      (let ((half (logarithm (* base base) n)))
        (if (< n (raise base (+ half (+ half 1))))
            (+ half half)
            (+ half (+ half 1))))))

(declare lsh ((Integral :n) (bits:Bits :b) => :b * :n -> :b))
(define (lsh x n)
  "x shifted to the left by n bits.

    (lsh 1 4)  => 16"
  (bits:shift (toInteger n) x))

(declare rsh ((Integral :n) (bits:Bits :b) => :b * :n -> :b))
(define (rsh x n)
  "x shifted to the right by n bits.

    (rsh 16 4)  => 1
    (rsh -5 1)  => -3"
  (bits:shift (p:int-neg (toInteger n)) x))
