;;;; coalton/math/conversions -- from one type of number to another.
;;;;
;;;; `into` where every value fits, `tryInto` where some do. A word is held sign-extended or zero-extended to
;;;; 64 bits, so a wider type takes it over as it is. UFix goes into I64 and IFix as well, as it does in Coalton,
;;;; where it has 62 bits; here a value with the highest bit set is an error there.

(package coalton/math/conversions
  (import
   coalton/classes
   coalton/builtin
   coalton/math/arith
   smelter/literal
   (smelter/prim as p)))

(declare to-signed-word (UFix -> :a))
(define (to-signed-word n)
  (if (< n 9223372036854775808)
      (p:cast n)
      (p:error "into: overflow of a signed 64-bit number")))

;; A signed word between two bounds of its own type, as a word of another type.
(declare narrow-signed (:a -> :a -> :a -> Optional :b))
(define (narrow-signed low high n)
  (if (p:word-le-signed low n)
      (if (p:word-le-signed n high) (Some (p:cast n)) None)
      None))

(declare narrow-unsigned (:a -> :a -> Optional :b))
(define (narrow-unsigned high n)
  (if (p:word-le n high) (Some (p:cast n)) None))

(declare narrow-signed-integer (UFix -> Integer -> Optional :b))
(define (narrow-signed-integer bits n)
  (if (p:int-fits-signed bits n) (Some (p:int->word n)) None))

(declare narrow-unsigned-integer (UFix -> Integer -> Optional :b))
(define (narrow-unsigned-integer bits n)
  (if (p:int-fits-unsigned bits n) (Some (p:int->word n)) None))

;; A whole number that a float has the digits for.
(declare f32-if-small (Integer -> Optional F32))
(define (f32-if-small n)
  (if (< (p:int-abs n) 16777216) (Some (p:int->f32 n)) None))

(declare f64-if-small (Integer -> Optional F64))
(define (f64-if-small n)
  (if (< (p:int-abs n) 9007199254740992) (Some (p:int->f64 n)) None))

;;; Every value fits

(define-instance (Into Bit U8)
  (define (into n) (p:cast n)))

(define-instance (Into Bit U16)
  (define (into n) (p:cast n)))

(define-instance (Into Bit U32)
  (define (into n) (p:cast n)))

(define-instance (Into Bit U64)
  (define (into n) (p:cast n)))

(define-instance (Into Bit UFix)
  (define (into n) (p:cast n)))

(define-instance (Into Bit I8)
  (define (into n) (p:cast n)))

(define-instance (Into Bit I16)
  (define (into n) (p:cast n)))

(define-instance (Into Bit I32)
  (define (into n) (p:cast n)))

(define-instance (Into Bit I64)
  (define (into n) (p:cast n)))

(define-instance (Into Bit IFix)
  (define (into n) (p:cast n)))

(define-instance (Into Bit Integer)
  (define (into n) (p:word->int n)))

(define-instance (Into Bit F32)
  (define (into n) (p:i64->f32 n)))

(define-instance (Into Bit F64)
  (define (into n) (p:i64->f64 n)))

(define-instance (Into U8 U16)
  (define (into n) (p:cast n)))

(define-instance (Into U8 U32)
  (define (into n) (p:cast n)))

(define-instance (Into U8 U64)
  (define (into n) (p:cast n)))

(define-instance (Into U8 UFix)
  (define (into n) (p:cast n)))

(define-instance (Into U8 I16)
  (define (into n) (p:cast n)))

(define-instance (Into U8 I32)
  (define (into n) (p:cast n)))

(define-instance (Into U8 I64)
  (define (into n) (p:cast n)))

(define-instance (Into U8 IFix)
  (define (into n) (p:cast n)))

(define-instance (Into U8 Integer)
  (define (into n) (p:word->int n)))

(define-instance (Into U8 F32)
  (define (into n) (p:i64->f32 n)))

(define-instance (Into U8 F64)
  (define (into n) (p:i64->f64 n)))

(define-instance (Into U16 U32)
  (define (into n) (p:cast n)))

(define-instance (Into U16 U64)
  (define (into n) (p:cast n)))

(define-instance (Into U16 UFix)
  (define (into n) (p:cast n)))

(define-instance (Into U16 I32)
  (define (into n) (p:cast n)))

(define-instance (Into U16 I64)
  (define (into n) (p:cast n)))

(define-instance (Into U16 IFix)
  (define (into n) (p:cast n)))

(define-instance (Into U16 Integer)
  (define (into n) (p:word->int n)))

(define-instance (Into U16 F32)
  (define (into n) (p:i64->f32 n)))

(define-instance (Into U16 F64)
  (define (into n) (p:i64->f64 n)))

(define-instance (Into U32 U64)
  (define (into n) (p:cast n)))

(define-instance (Into U32 UFix)
  (define (into n) (p:cast n)))

(define-instance (Into U32 I64)
  (define (into n) (p:cast n)))

(define-instance (Into U32 IFix)
  (define (into n) (p:cast n)))

(define-instance (Into U32 Integer)
  (define (into n) (p:word->int n)))

(define-instance (Into U32 F64)
  (define (into n) (p:i64->f64 n)))

(define-instance (Into U64 Integer)
  (define (into n) (p:word->int n)))

(define-instance (Into UFix U64)
  (define (into n) (p:cast n)))

(define-instance (Into UFix I64)
  (define (into n) (to-signed-word n)))

(define-instance (Into UFix IFix)
  (define (into n) (to-signed-word n)))

(define-instance (Into UFix Integer)
  (define (into n) (p:word->int n)))

(define-instance (Into I8 I16)
  (define (into n) (p:cast n)))

(define-instance (Into I8 I32)
  (define (into n) (p:cast n)))

(define-instance (Into I8 I64)
  (define (into n) (p:cast n)))

(define-instance (Into I8 IFix)
  (define (into n) (p:cast n)))

(define-instance (Into I8 Integer)
  (define (into n) (p:word->int-signed n)))

(define-instance (Into I8 F32)
  (define (into n) (p:i64->f32 n)))

(define-instance (Into I8 F64)
  (define (into n) (p:i64->f64 n)))

(define-instance (Into I16 I32)
  (define (into n) (p:cast n)))

(define-instance (Into I16 I64)
  (define (into n) (p:cast n)))

(define-instance (Into I16 IFix)
  (define (into n) (p:cast n)))

(define-instance (Into I16 Integer)
  (define (into n) (p:word->int-signed n)))

(define-instance (Into I16 F32)
  (define (into n) (p:i64->f32 n)))

(define-instance (Into I16 F64)
  (define (into n) (p:i64->f64 n)))

(define-instance (Into I32 I64)
  (define (into n) (p:cast n)))

(define-instance (Into I32 IFix)
  (define (into n) (p:cast n)))

(define-instance (Into I32 Integer)
  (define (into n) (p:word->int-signed n)))

(define-instance (Into I32 F64)
  (define (into n) (p:i64->f64 n)))

(define-instance (Into I64 Integer)
  (define (into n) (p:word->int-signed n)))

(define-instance (Into IFix I64)
  (define (into n) (p:cast n)))

(define-instance (Into IFix Integer)
  (define (into n) (p:word->int-signed n)))

(define-instance (Into F32 F64)
  (define (into n) (p:f32->f64 n)))

;;; Some values fit

(define-instance (TryInto U8 Bit)
  (define (tryInto n) (narrow-unsigned 1 n)))

(define-instance (TryInto U8 I8)
  (define (tryInto n) (narrow-unsigned 127 n)))

(define-instance (TryInto U16 Bit)
  (define (tryInto n) (narrow-unsigned 1 n)))

(define-instance (TryInto U16 U8)
  (define (tryInto n) (narrow-unsigned 255 n)))

(define-instance (TryInto U16 I8)
  (define (tryInto n) (narrow-unsigned 127 n)))

(define-instance (TryInto U16 I16)
  (define (tryInto n) (narrow-unsigned 32767 n)))

(define-instance (TryInto U32 Bit)
  (define (tryInto n) (narrow-unsigned 1 n)))

(define-instance (TryInto U32 U8)
  (define (tryInto n) (narrow-unsigned 255 n)))

(define-instance (TryInto U32 U16)
  (define (tryInto n) (narrow-unsigned 65535 n)))

(define-instance (TryInto U32 I8)
  (define (tryInto n) (narrow-unsigned 127 n)))

(define-instance (TryInto U32 I16)
  (define (tryInto n) (narrow-unsigned 32767 n)))

(define-instance (TryInto U32 I32)
  (define (tryInto n) (narrow-unsigned 2147483647 n)))

(define-instance (TryInto U32 F32)
  (define (tryInto n) (f32-if-small (p:word->int n))))

(define-instance (TryInto U64 Bit)
  (define (tryInto n) (narrow-unsigned 1 n)))

(define-instance (TryInto U64 U8)
  (define (tryInto n) (narrow-unsigned 255 n)))

(define-instance (TryInto U64 U16)
  (define (tryInto n) (narrow-unsigned 65535 n)))

(define-instance (TryInto U64 U32)
  (define (tryInto n) (narrow-unsigned 4294967295 n)))

(define-instance (TryInto U64 UFix)
  (define (tryInto n) (narrow-unsigned 18446744073709551615 n)))

(define-instance (TryInto U64 I8)
  (define (tryInto n) (narrow-unsigned 127 n)))

(define-instance (TryInto U64 I16)
  (define (tryInto n) (narrow-unsigned 32767 n)))

(define-instance (TryInto U64 I32)
  (define (tryInto n) (narrow-unsigned 2147483647 n)))

(define-instance (TryInto U64 I64)
  (define (tryInto n) (narrow-unsigned 9223372036854775807 n)))

(define-instance (TryInto U64 IFix)
  (define (tryInto n) (narrow-unsigned 9223372036854775807 n)))

(define-instance (TryInto U64 F32)
  (define (tryInto n) (f32-if-small (p:word->int n))))

(define-instance (TryInto U64 F64)
  (define (tryInto n) (f64-if-small (p:word->int n))))

(define-instance (TryInto UFix Bit)
  (define (tryInto n) (narrow-unsigned 1 n)))

(define-instance (TryInto UFix U8)
  (define (tryInto n) (narrow-unsigned 255 n)))

(define-instance (TryInto UFix U16)
  (define (tryInto n) (narrow-unsigned 65535 n)))

(define-instance (TryInto UFix U32)
  (define (tryInto n) (narrow-unsigned 4294967295 n)))

(define-instance (TryInto UFix I8)
  (define (tryInto n) (narrow-unsigned 127 n)))

(define-instance (TryInto UFix I16)
  (define (tryInto n) (narrow-unsigned 32767 n)))

(define-instance (TryInto UFix I32)
  (define (tryInto n) (narrow-unsigned 2147483647 n)))

(define-instance (TryInto UFix I64)
  (define (tryInto n) (narrow-unsigned 9223372036854775807 n)))

(define-instance (TryInto UFix IFix)
  (define (tryInto n) (narrow-unsigned 9223372036854775807 n)))

(define-instance (TryInto UFix F32)
  (define (tryInto n) (f32-if-small (p:word->int n))))

(define-instance (TryInto UFix F64)
  (define (tryInto n) (f64-if-small (p:word->int n))))

(define-instance (TryInto I8 Bit)
  (define (tryInto n) (narrow-signed 0 1 n)))

(define-instance (TryInto I8 U8)
  (define (tryInto n) (narrow-signed 0 127 n)))

(define-instance (TryInto I8 U16)
  (define (tryInto n) (narrow-signed 0 127 n)))

(define-instance (TryInto I8 U32)
  (define (tryInto n) (narrow-signed 0 127 n)))

(define-instance (TryInto I8 U64)
  (define (tryInto n) (narrow-signed 0 127 n)))

(define-instance (TryInto I8 UFix)
  (define (tryInto n) (narrow-signed 0 127 n)))

(define-instance (TryInto I16 Bit)
  (define (tryInto n) (narrow-signed 0 1 n)))

(define-instance (TryInto I16 U8)
  (define (tryInto n) (narrow-signed 0 255 n)))

(define-instance (TryInto I16 U16)
  (define (tryInto n) (narrow-signed 0 32767 n)))

(define-instance (TryInto I16 U32)
  (define (tryInto n) (narrow-signed 0 32767 n)))

(define-instance (TryInto I16 U64)
  (define (tryInto n) (narrow-signed 0 32767 n)))

(define-instance (TryInto I16 UFix)
  (define (tryInto n) (narrow-signed 0 32767 n)))

(define-instance (TryInto I16 I8)
  (define (tryInto n) (narrow-signed -128 127 n)))

(define-instance (TryInto I32 Bit)
  (define (tryInto n) (narrow-signed 0 1 n)))

(define-instance (TryInto I32 U8)
  (define (tryInto n) (narrow-signed 0 255 n)))

(define-instance (TryInto I32 U16)
  (define (tryInto n) (narrow-signed 0 65535 n)))

(define-instance (TryInto I32 U32)
  (define (tryInto n) (narrow-signed 0 2147483647 n)))

(define-instance (TryInto I32 U64)
  (define (tryInto n) (narrow-signed 0 2147483647 n)))

(define-instance (TryInto I32 UFix)
  (define (tryInto n) (narrow-signed 0 2147483647 n)))

(define-instance (TryInto I32 I8)
  (define (tryInto n) (narrow-signed -128 127 n)))

(define-instance (TryInto I32 I16)
  (define (tryInto n) (narrow-signed -32768 32767 n)))

(define-instance (TryInto I32 F32)
  (define (tryInto n) (f32-if-small (p:word->int-signed n))))

(define-instance (TryInto I64 Bit)
  (define (tryInto n) (narrow-signed 0 1 n)))

(define-instance (TryInto I64 U8)
  (define (tryInto n) (narrow-signed 0 255 n)))

(define-instance (TryInto I64 U16)
  (define (tryInto n) (narrow-signed 0 65535 n)))

(define-instance (TryInto I64 U32)
  (define (tryInto n) (narrow-signed 0 4294967295 n)))

(define-instance (TryInto I64 U64)
  (define (tryInto n) (narrow-signed 0 9223372036854775807 n)))

(define-instance (TryInto I64 UFix)
  (define (tryInto n) (narrow-signed 0 9223372036854775807 n)))

(define-instance (TryInto I64 I8)
  (define (tryInto n) (narrow-signed -128 127 n)))

(define-instance (TryInto I64 I16)
  (define (tryInto n) (narrow-signed -32768 32767 n)))

(define-instance (TryInto I64 I32)
  (define (tryInto n) (narrow-signed -2147483648 2147483647 n)))

(define-instance (TryInto I64 IFix)
  (define (tryInto n) (narrow-signed -9223372036854775808 9223372036854775807 n)))

(define-instance (TryInto I64 F32)
  (define (tryInto n) (f32-if-small (p:word->int-signed n))))

(define-instance (TryInto I64 F64)
  (define (tryInto n) (f64-if-small (p:word->int-signed n))))

(define-instance (TryInto IFix Bit)
  (define (tryInto n) (narrow-signed 0 1 n)))

(define-instance (TryInto IFix U8)
  (define (tryInto n) (narrow-signed 0 255 n)))

(define-instance (TryInto IFix U16)
  (define (tryInto n) (narrow-signed 0 65535 n)))

(define-instance (TryInto IFix U32)
  (define (tryInto n) (narrow-signed 0 4294967295 n)))

(define-instance (TryInto IFix U64)
  (define (tryInto n) (narrow-signed 0 9223372036854775807 n)))

(define-instance (TryInto IFix UFix)
  (define (tryInto n) (narrow-signed 0 9223372036854775807 n)))

(define-instance (TryInto IFix I8)
  (define (tryInto n) (narrow-signed -128 127 n)))

(define-instance (TryInto IFix I16)
  (define (tryInto n) (narrow-signed -32768 32767 n)))

(define-instance (TryInto IFix I32)
  (define (tryInto n) (narrow-signed -2147483648 2147483647 n)))

(define-instance (TryInto IFix F32)
  (define (tryInto n) (f32-if-small (p:word->int-signed n))))

(define-instance (TryInto IFix F64)
  (define (tryInto n) (f64-if-small (p:word->int-signed n))))

(define-instance (TryInto Integer Bit)
  (define (tryInto n) (narrow-unsigned-integer 1 n)))

(define-instance (TryInto Integer U8)
  (define (tryInto n) (narrow-unsigned-integer 8 n)))

(define-instance (TryInto Integer U16)
  (define (tryInto n) (narrow-unsigned-integer 16 n)))

(define-instance (TryInto Integer U32)
  (define (tryInto n) (narrow-unsigned-integer 32 n)))

(define-instance (TryInto Integer U64)
  (define (tryInto n) (narrow-unsigned-integer 64 n)))

(define-instance (TryInto Integer UFix)
  (define (tryInto n) (narrow-unsigned-integer 64 n)))

(define-instance (TryInto Integer I8)
  (define (tryInto n) (narrow-signed-integer 8 n)))

(define-instance (TryInto Integer I16)
  (define (tryInto n) (narrow-signed-integer 16 n)))

(define-instance (TryInto Integer I32)
  (define (tryInto n) (narrow-signed-integer 32 n)))

(define-instance (TryInto Integer I64)
  (define (tryInto n) (narrow-signed-integer 64 n)))

(define-instance (TryInto Integer IFix)
  (define (tryInto n) (narrow-signed-integer 64 n)))

(define-instance (TryInto Integer F32)
  (define (tryInto n)
    (let ((x (p:int->f32 n)))
      (if (infinite? x) None (Some x)))))

(define-instance (TryInto Integer F64)
  (define (tryInto n)
    (let ((x (p:int->f64 n)))
      (if (infinite? x) None (Some x)))))
