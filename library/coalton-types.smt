;;;; coalton/types -- types as values: Proxy stands for a type without having a value of it.

(package coalton/types
  (export
   Proxy proxy-of as-proxy-of proxy-inner
   LispType TypeScheme
   RuntimeRepr runtime-repr runtime-repr-of))

(repr :enum)
(define-type (Proxy :a)
  "Stands for the type :a and holds nothing: `(the (Proxy U8) Proxy)`."
  Proxy)

(declare proxy-of (:a -> Proxy :a))
(define (proxy-of _)
  "The proxy of a value's type."
  Proxy)

(declare as-proxy-of (:a -> Proxy :a -> :a))
(define (as-proxy-of x _)
  "x itself, which thereby has the type the proxy stands for.

    (as-proxy-of 1 Proxy)  => 1"
  x)

(declare proxy-inner (Proxy (:a :b) -> Proxy :b))
(define (proxy-inner _)
  "From the proxy of `List Integer`, say, that of `Integer`."
  Proxy)

(define-type LispType
  "How values of a type are held at run time. Everything is one machine word here, so there is little to tell."
  (LispType String))

(define-type TypeScheme
  "A type as `type-of` gives it: its printed form."
  (TypeScheme String))

(define-class (RuntimeRepr :a)
  "Types whose values exist at run time. Every type is one, so the constraint never says anything; it is
here for programs that write it."
  (runtime-repr "The representation of the type that the proxy stands for." (Proxy :a -> LispType)))

(define-instance (RuntimeRepr :a)
  (define (runtime-repr _) (LispType "T")))

(declare runtime-repr-of (:a -> LispType))
(define (runtime-repr-of x)
  "The representation of a value's type."
  (runtime-repr (proxy-of x)))
