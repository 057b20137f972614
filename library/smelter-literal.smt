;;;; smelter/literal -- the number types that are neither words nor Integers, and what literals become.
;;;;
;;;; Fraction and Bit belong to the language (package coalton), yet they are ordinary data: a fraction is two
;;;; Integers in lowest terms, its denominator positive; a bit is a word that is 0 or 1. Their constructors are
;;;; for the library only.

(package smelter/literal
  (export Fraction Ratio Bit Bit-of ratio))

(define-type Fraction
  "An exact ratio of two Integers, always in lowest terms: `2/4` is `1/2`."
  (Ratio Integer Integer))

(define-type Bit
  "0 or 1; `+` and `-` are exclusive or, `*` is and."
  (Bit-of UFix))

(declare ratio (Integer -> Integer -> Fraction))
(define (ratio n d)
  "What the literal n/d is. The reader has reduced it and made d positive."
  (Ratio n d))
