;;;; coalton/math -- all of mathematics under one name.

(package coalton/math
  (import
   coalton/classes
   coalton/math/arith
   coalton/math/fraction
   coalton/math/integral
   coalton/math/real
   coalton/math/bounded
   coalton/math/complex
   coalton/math/elementary)
  (export
   ;; coalton/math/arith
   Dividable Reciprocable Transfinite / general/ infinite? infinity nan nan? reciprocal
   negative-infinity 1+ 1- abs ash finite? negate negative? nonnegative? nonpositive? nonzero?
   positive? sign zero?
   ;; coalton/math/fraction
   denominator mkFraction numerator
   ;; coalton/math/integral
   Integral Remainder div divMod mod quot quotRem rem toInteger ^ ^^ even? gcd ilog
   integral->num isqrt lcm lsh odd? rsh
   ;; coalton/math/real
   Quantizable Rational Real Quantization best-approx ceiling floor proper real-approx
   to-fraction ceiling/ exact/ floor/ fromfrac inexact/ quantize round round-half-down
   round-half-up round/ safe/ truncate
   ;; coalton/math/bounded
   Bounded maxBound minBound
   ;; coalton/math/complex
   ComplexComponent Complex complex imag-part real-part ii conjugate square-magnitude
   ;; coalton/math/elementary
   Elementary Exponentiable Polar Radical Trigonometric acos asin atan cos ee exp ln log
   nth-root phase pi polar pow sin sqrt tan acosh asinh atan2 atanh cis cosh magnitude sincos
   sinh tanh))
