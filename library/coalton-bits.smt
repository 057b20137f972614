;;;; coalton/bits -- numbers as rows of bits.
;;;;
;;;; A signed number is seen in two's complement, an Integer as having sign bits without end.

(package coalton/bits
  (import
   coalton/classes
   coalton/math/arith
   smelter/literal
   (smelter/prim as p))
  (export
   Bits and or xor not shift ldb dpb
   ReverseBits reverse-bits reverse-n-bits))

(define-class (Num :int => Bits :int)
  "Numbers whose bits can be combined one by one."
  (and "The bits that both have.

    (coalton/bits:and 12 10)  => 8" (:int * :int -> :int))
  (or "The bits that one of them has, or both.

    (coalton/bits:or 12 10)  => 14" (:int * :int -> :int))
  (xor "The bits that exactly one of them has.

    (xor 12 10)  => 6" (:int * :int -> :int))
  (not "The bits that it has not.

    (not 5)  => -6
    (not (the U8 5))  => 250" (:int -> :int))
  (shift "Its bits moved to the left, or to the right when the first number is negative:
`(shift 4 3)` is 48.

    (shift 3 (the U8 1))  => 8
    (shift -1 (the I8 -3))  => -2" (Integer * :int -> :int)))

(define-class (ReverseBits :t)
  "Words whose bits can be turned round."
  (reverse-bits "The first bit becomes the last.

    (reverse-bits (the U8 1))  => 128" (:t -> :t))
  (reverse-n-bits "The lowest n bits turned round, the others gone.

    (reverse-n-bits 4 (the U8 1))  => 8" (UFix * :t -> :t)))

;; size ones. For a size that the type has no room for, all ones.
(declare ones (Bits :a => UFix -> :a))
(define (ones size)
  (fromInt (- (p:int-shift 1 (p:word->int size)) 1)))

(declare ldb (Bits :a => UFix * UFix * :a -> :a))
(define (ldb size position bitstring)
  "The field of so many bits that begins at that position: `(ldb 4 4 #xAB)` is #xA.

    (ldb 4 8 (the U16 #xABCD))  => 11"
  (coalton/bits:and (ones size) (shift (negate (p:word->int position)) bitstring)))

(declare dpb (Bits :a => :a * UFix * UFix * :a -> :a))
(define (dpb newbyte size position bitstring)
  "A bit string whose field of that size and position is newbyte.

    (dpb 5 4 4 (the U16 0))  => 80
    (dpb #xF 4 8 (the U16 #xABCD))  => 45005"
  (let ((mask (ones size))
        (place (p:word->int position)))
    (coalton/bits:or (coalton/bits:and bitstring (coalton/bits:not (shift place mask)))
                     (shift place (coalton/bits:and newbyte mask)))))

(define-instance (Bits Integer)
  (define (and a b) (p:int-and a b))
  (define (or a b) (p:int-or a b))
  (define (xor a b) (p:int-xor a b))
  (define (not a) (p:int-not a))
  (define (shift n a) (p:int-shift a n)))

(define-instance (Bits I8)
  (define (and a b) (p:word-and a b))
  (define (or a b) (p:word-or a b))
  (define (xor a b) (p:word-xor a b))
  (define (not a) (p:word-not a))
  (define (shift n a)
    (if (< n 0)
        (p:word-sar a (right n))
        (p:i8-from-int (p:int-shift (p:word->int-signed a) n)))))

(define-instance (Bits I16)
  (define (and a b) (p:word-and a b))
  (define (or a b) (p:word-or a b))
  (define (xor a b) (p:word-xor a b))
  (define (not a) (p:word-not a))
  (define (shift n a)
    (if (< n 0)
        (p:word-sar a (right n))
        (p:i16-from-int (p:int-shift (p:word->int-signed a) n)))))

(define-instance (Bits I32)
  (define (and a b) (p:word-and a b))
  (define (or a b) (p:word-or a b))
  (define (xor a b) (p:word-xor a b))
  (define (not a) (p:word-not a))
  (define (shift n a)
    (if (< n 0)
        (p:word-sar a (right n))
        (p:i32-from-int (p:int-shift (p:word->int-signed a) n)))))

(define-instance (Bits I64)
  (define (and a b) (p:word-and a b))
  (define (or a b) (p:word-or a b))
  (define (xor a b) (p:word-xor a b))
  (define (not a) (p:word-not a))
  (define (shift n a)
    (if (< n 0)
        (p:word-sar a (right n))
        (p:i64-from-int (p:int-shift (p:word->int-signed a) n)))))

(define-instance (Bits IFix)
  (define (and a b) (p:word-and a b))
  (define (or a b) (p:word-or a b))
  (define (xor a b) (p:word-xor a b))
  (define (not a) (p:word-not a))
  (define (shift n a)
    (if (< n 0)
        (p:word-sar a (right n))
        (p:ifix-from-int (p:int-shift (p:word->int-signed a) n)))))

;; How far to shift to the right for a negative n; beyond the width of a word nothing changes any more.
(declare right (Integer -> UFix))
(define (right n)
  (if (< n -63) 63 (p:int->word (p:int-neg n))))

;; The bits of a word moved; those that leave it at either end are gone.
(declare shift-word (Integer -> :a -> :a))
(define (shift-word n a)
  (cond
    ((< n -63) (p:cast (the UFix 0)))
    ((< n 0) (p:word-shr a (p:int->word (p:int-neg n))))
    ((> n 63) (p:cast (the UFix 0)))
    (True (p:word-shl a (p:int->word n)))))

(define-instance (Bits U8)
  (define (and a b) (p:word-and a b))
  (define (or a b) (p:word-or a b))
  (define (xor a b) (p:word-xor a b))
  (define (not a) (p:word-mask 8 (p:word-not a)))
  (define (shift n a) (p:word-mask 8 (shift-word n a))))

(define-instance (Bits U16)
  (define (and a b) (p:word-and a b))
  (define (or a b) (p:word-or a b))
  (define (xor a b) (p:word-xor a b))
  (define (not a) (p:word-mask 16 (p:word-not a)))
  (define (shift n a) (p:word-mask 16 (shift-word n a))))

(define-instance (Bits U32)
  (define (and a b) (p:word-and a b))
  (define (or a b) (p:word-or a b))
  (define (xor a b) (p:word-xor a b))
  (define (not a) (p:word-mask 32 (p:word-not a)))
  (define (shift n a) (p:word-mask 32 (shift-word n a))))

(define-instance (Bits U64)
  (define (and a b) (p:word-and a b))
  (define (or a b) (p:word-or a b))
  (define (xor a b) (p:word-xor a b))
  (define (not a) (p:word-not a))
  (define (shift n a) (shift-word n a)))

(define-instance (Bits UFix)
  (define (and a b) (p:word-and a b))
  (define (or a b) (p:word-or a b))
  (define (xor a b) (p:word-xor a b))
  (define (not a) (p:word-not a))
  (define (shift n a) (shift-word n a)))

(define-instance (Bits Bit)
  (define (and a b) (p:word-and a b))
  (define (or a b) (p:word-or a b))
  (define (xor a b) (p:word-xor a b))
  (define (not (Bit-of a)) (Bit-of (p:word-xor a 1)))
  (define (shift n a) (if (== n 0) a 0)))

;; The lowest n bits of a word, turned round.
(declare turned (UFix -> :a -> :a))
(define (turned n a)
  (turn-on n a (p:cast (the UFix 0))))

(declare turn-on (UFix -> :a -> :a -> :a))
(define (turn-on n a result)
  (if (== n 0)
      result
      (turn-on (- n 1)
               (p:word-shr a 1)
               (p:word-or (p:word-shl result 1) (p:word-and a (p:cast (the UFix 1)))))))

(define-instance (ReverseBits U8)
  (define (reverse-bits a) (turned 8 a))
  (define (reverse-n-bits n a) (turned n a)))

(define-instance (ReverseBits U16)
  (define (reverse-bits a) (turned 16 a))
  (define (reverse-n-bits n a) (turned n a)))

(define-instance (ReverseBits U32)
  (define (reverse-bits a) (turned 32 a))
  (define (reverse-n-bits n a) (turned n a)))

(define-instance (ReverseBits U64)
  (define (reverse-bits a) (turned 64 a))
  (define (reverse-n-bits n a) (turned n a)))

(define-instance (ReverseBits UFix)
  (define (reverse-bits a) (turned 64 a))
  (define (reverse-n-bits n a) (turned n a)))
