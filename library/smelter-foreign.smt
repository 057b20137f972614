;;;; smelter/foreign -- addresses that C gives out.

(package smelter/foreign
  (import
   coalton/classes
   coalton/builtin
   coalton/show
   coalton/math/arith
   (smelter/prim as p))
  (export
   Pointer address released? release!))

(declare address (Pointer :a -> UFix))
(define (address pointer)
  "The address as a number; 0 once it has been released."
  (p:pointer-address pointer))

(declare released? (Pointer :a -> Boolean))
(define (released? pointer)
  "Has release! been called for it?"
  (== 0 (address pointer)))

(declare release! (Pointer :a -> Unit))
(define (release! pointer)
  "Call the pointer's finaliser now, if it has one, and never again. To pass it to C from now on is an error."
  (p:pointer-release pointer))

(define-instance (Eq (Pointer :a))
  (define (== a b)
    (== (address a) (address b))))

(define-instance (Show (Pointer :a))
  (define (show-to f pointer)
    (f "#<Pointer 0x")
    (f (p:int->string-radix (p:word->int (address pointer)) 16))
    (f ">")))
