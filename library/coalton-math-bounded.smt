;;;; coalton/math/bounded -- the least and the greatest number of a type.

(package coalton/math/bounded
  (import
   coalton/classes
   smelter/literal)
  (export Bounded minBound maxBound))

(define-class (Bounded :a)
  "Types with a least and a greatest value: `(the U8 maxBound)` is 255."
  (minBound "The least value.

    (the I8 minBound)  => -128" :a)
  (maxBound "The greatest value.

    (the U64 maxBound)  => 18446744073709551615" :a))

(define-instance (Bounded I8)
  (define minBound -128)
  (define maxBound 127))

(define-instance (Bounded I16)
  (define minBound -32768)
  (define maxBound 32767))

(define-instance (Bounded I32)
  (define minBound -2147483648)
  (define maxBound 2147483647))

(define-instance (Bounded I64)
  (define minBound -9223372036854775808)
  (define maxBound 9223372036854775807))

(define-instance (Bounded IFix)
  (define minBound -9223372036854775808)
  (define maxBound 9223372036854775807))

(define-instance (Bounded U8)
  (define minBound 0)
  (define maxBound 255))

(define-instance (Bounded U16)
  (define minBound 0)
  (define maxBound 65535))

(define-instance (Bounded U32)
  (define minBound 0)
  (define maxBound 4294967295))

(define-instance (Bounded U64)
  (define minBound 0)
  (define maxBound 18446744073709551615))

(define-instance (Bounded UFix)
  (define minBound 0)
  (define maxBound 18446744073709551615))

(define-instance (Bounded Bit)
  (define minBound 0)
  (define maxBound 1))
