;;;; coalton/math/num -- what makes the number types of the machine numbers.
;;;;
;;;; Every type says which primitive each of its operations is, so that the compiler can put that in the place
;;;; of a call. Signed words keep to their range: leaving it is an error. Unsigned words wrap. Floats compare as
;;;; IEEE 754 says, and only `<=>`, by which things are sorted, puts NaN behind everything else.

(package coalton/math/num
  (import
   coalton/classes
   smelter/literal
   (smelter/prim as p)))

;;; Integer: Eq, Ord and Num are in coalton/classes.

(define-instance (Hash Integer)
  (define (hash n) (p:int-hash n)))

(define-instance (Default Integer)
  (define (default) 0))

;;; I8

(define-instance (Eq I8)
  (define (== a b) (p:word-eq a b)))

(define-instance (Ord I8)
  (define (<=> a b) (p:word-cmp-signed a b))
  (define (%lt a b) (p:word-lt-signed a b))
  (define (%le a b) (p:word-le-signed a b)))

(define-instance (Num I8)
  (define (+ a b) (p:i8-add a b))
  (define (- a b) (p:i8-sub a b))
  (define (* a b) (p:i8-mul a b))
  (define (fromInt n) (p:i8-from-int n)))

(define-instance (Hash I8)
  (define (hash n) (p:word-hash n)))

(define-instance (Default I8)
  (define (default) 0))

;;; I16

(define-instance (Eq I16)
  (define (== a b) (p:word-eq a b)))

(define-instance (Ord I16)
  (define (<=> a b) (p:word-cmp-signed a b))
  (define (%lt a b) (p:word-lt-signed a b))
  (define (%le a b) (p:word-le-signed a b)))

(define-instance (Num I16)
  (define (+ a b) (p:i16-add a b))
  (define (- a b) (p:i16-sub a b))
  (define (* a b) (p:i16-mul a b))
  (define (fromInt n) (p:i16-from-int n)))

(define-instance (Hash I16)
  (define (hash n) (p:word-hash n)))

(define-instance (Default I16)
  (define (default) 0))

;;; I32

(define-instance (Eq I32)
  (define (== a b) (p:word-eq a b)))

(define-instance (Ord I32)
  (define (<=> a b) (p:word-cmp-signed a b))
  (define (%lt a b) (p:word-lt-signed a b))
  (define (%le a b) (p:word-le-signed a b)))

(define-instance (Num I32)
  (define (+ a b) (p:i32-add a b))
  (define (- a b) (p:i32-sub a b))
  (define (* a b) (p:i32-mul a b))
  (define (fromInt n) (p:i32-from-int n)))

(define-instance (Hash I32)
  (define (hash n) (p:word-hash n)))

(define-instance (Default I32)
  (define (default) 0))

;;; I64

(define-instance (Eq I64)
  (define (== a b) (p:word-eq a b)))

(define-instance (Ord I64)
  (define (<=> a b) (p:word-cmp-signed a b))
  (define (%lt a b) (p:word-lt-signed a b))
  (define (%le a b) (p:word-le-signed a b)))

(define-instance (Num I64)
  (define (+ a b) (p:i64-add a b))
  (define (- a b) (p:i64-sub a b))
  (define (* a b) (p:i64-mul a b))
  (define (fromInt n) (p:i64-from-int n)))

(define-instance (Hash I64)
  (define (hash n) (p:word-hash n)))

(define-instance (Default I64)
  (define (default) 0))

;;; IFix

(define-instance (Eq IFix)
  (define (== a b) (p:word-eq a b)))

(define-instance (Ord IFix)
  (define (<=> a b) (p:word-cmp-signed a b))
  (define (%lt a b) (p:word-lt-signed a b))
  (define (%le a b) (p:word-le-signed a b)))

(define-instance (Num IFix)
  (define (+ a b) (p:ifix-add a b))
  (define (- a b) (p:ifix-sub a b))
  (define (* a b) (p:ifix-mul a b))
  (define (fromInt n) (p:ifix-from-int n)))

(define-instance (Hash IFix)
  (define (hash n) (p:word-hash n)))

(define-instance (Default IFix)
  (define (default) 0))

;;; U8

(define-instance (Eq U8)
  (define (== a b) (p:word-eq a b)))

(define-instance (Ord U8)
  (define (<=> a b) (p:word-cmp a b))
  (define (%lt a b) (p:word-lt a b))
  (define (%le a b) (p:word-le a b)))

(define-instance (Num U8)
  (define (+ a b) (p:u8-add a b))
  (define (- a b) (p:u8-sub a b))
  (define (* a b) (p:u8-mul a b))
  (define (fromInt n) (p:u8-from-int n)))

(define-instance (Hash U8)
  (define (hash n) (p:word-hash n)))

(define-instance (Default U8)
  (define (default) 0))

;;; U16

(define-instance (Eq U16)
  (define (== a b) (p:word-eq a b)))

(define-instance (Ord U16)
  (define (<=> a b) (p:word-cmp a b))
  (define (%lt a b) (p:word-lt a b))
  (define (%le a b) (p:word-le a b)))

(define-instance (Num U16)
  (define (+ a b) (p:u16-add a b))
  (define (- a b) (p:u16-sub a b))
  (define (* a b) (p:u16-mul a b))
  (define (fromInt n) (p:u16-from-int n)))

(define-instance (Hash U16)
  (define (hash n) (p:word-hash n)))

(define-instance (Default U16)
  (define (default) 0))

;;; U32

(define-instance (Eq U32)
  (define (== a b) (p:word-eq a b)))

(define-instance (Ord U32)
  (define (<=> a b) (p:word-cmp a b))
  (define (%lt a b) (p:word-lt a b))
  (define (%le a b) (p:word-le a b)))

(define-instance (Num U32)
  (define (+ a b) (p:u32-add a b))
  (define (- a b) (p:u32-sub a b))
  (define (* a b) (p:u32-mul a b))
  (define (fromInt n) (p:u32-from-int n)))

(define-instance (Hash U32)
  (define (hash n) (p:word-hash n)))

(define-instance (Default U32)
  (define (default) 0))

;;; U64

(define-instance (Eq U64)
  (define (== a b) (p:word-eq a b)))

(define-instance (Ord U64)
  (define (<=> a b) (p:word-cmp a b))
  (define (%lt a b) (p:word-lt a b))
  (define (%le a b) (p:word-le a b)))

(define-instance (Num U64)
  (define (+ a b) (p:u64-add a b))
  (define (- a b) (p:u64-sub a b))
  (define (* a b) (p:u64-mul a b))
  (define (fromInt n) (p:u64-from-int n)))

(define-instance (Hash U64)
  (define (hash n) (p:word-hash n)))

(define-instance (Default U64)
  (define (default) 0))

;;; UFix

(define-instance (Eq UFix)
  (define (== a b) (p:word-eq a b)))

(define-instance (Ord UFix)
  (define (<=> a b) (p:word-cmp a b))
  (define (%lt a b) (p:word-lt a b))
  (define (%le a b) (p:word-le a b)))

(define-instance (Num UFix)
  (define (+ a b) (p:word-add a b))
  (define (- a b) (p:word-sub a b))
  (define (* a b) (p:word-mul a b))
  (define (fromInt n) (p:int->word n)))

(define-instance (Hash UFix)
  (define (hash n) (p:word-hash n)))

(define-instance (Default UFix)
  (define (default) 0))

;;; F32

(define-instance (Eq F32)
  (define (== a b) (p:f32-eq a b)))

(define-instance (Ord F32)
  (define (<=> a b) (p:f32-cmp a b))
  (define (%lt a b) (p:f32-lt a b))
  (define (%le a b) (p:f32-le a b)))

(define-instance (Num F32)
  (define (+ a b) (p:f32-add a b))
  (define (- a b) (p:f32-sub a b))
  (define (* a b) (p:f32-mul a b))
  (define (fromInt n) (p:int->f32 n))
  (define (%negate x) (p:f32-neg x)))

(define-instance (Hash F32)
  (define (hash x) (p:f32-hash x)))

(define-instance (Default F32)
  (define (default) 0))

;;; F64

(define-instance (Eq F64)
  (define (== a b) (p:f64-eq a b)))

(define-instance (Ord F64)
  (define (<=> a b) (p:f64-cmp a b))
  (define (%lt a b) (p:f64-lt a b))
  (define (%le a b) (p:f64-le a b)))

(define-instance (Num F64)
  (define (+ a b) (p:f64-add a b))
  (define (- a b) (p:f64-sub a b))
  (define (* a b) (p:f64-mul a b))
  (define (fromInt n) (p:int->f64 n))
  (define (%negate x) (p:f64-neg x)))

(define-instance (Hash F64)
  (define (hash x) (p:f64-hash x)))

(define-instance (Default F64)
  (define (default) 0))

;;; Bit

(define-instance (Eq Bit)
  (define (== a b) (p:word-eq a b)))

(define-instance (Ord Bit)
  (define (<=> a b) (p:word-cmp a b))
  (define (%lt a b) (p:word-lt a b))
  (define (%le a b) (p:word-le a b)))

(define-instance (Num Bit)
  (define (+ a b) (p:word-xor a b))
  (define (- a b) (p:word-xor a b))
  (define (* a b) (p:word-and a b))
  (define (fromInt n) (Bit-of (p:word-and (p:int->word n) 1))))

(define-instance (Hash Bit)
  (define (hash b) (p:word-hash b)))

(define-instance (Default Bit)
  (define (default) 0))
