;;;; coalton-prelude -- what a program sees that asks for nothing else.

(package coalton-prelude
  (import
   smelter/literal
   coalton/classes
   coalton/builtin
   coalton/functions
   coalton/tuple
   coalton/optional
   coalton/show
   coalton/math/arith
   coalton/math/integral
   coalton/math/real
   coalton/math/complex
   coalton/math/elementary)
  (import-from coalton/list all any append concat concatMap drop filter find head length product
   range remove-duplicates repeat reverse singleton split-at sum tail take zip zipWith)
  (import-from coalton/string split substring)
  (import-from coalton/cell Cell)
  (import-from coalton/vector Vector)
  (import-from coalton/seq Seq)
  (import-from coalton/hashtable HashTable)
  (import-from coalton/iterator Iterator)
  (import-from coalton/system time)
  (export
   ;; coalton
   Fraction Optional None Some Bit
   ;; coalton/classes
   Alternative Applicative Bifunctor Default Eq Foldable FromAssociationComprehension
   FromCollectionComprehension FromItemizedAssociation FromItemizedCollection Functor Hash Into
   Iso Monad MonadFail MonadTransformer Monoid Num Ord Semigroup Signalable Traversable TryInto
   Unwrappable Ordering Result Tuple EQ Err GT LT Ok * + - <=> <> == >>=
   adjoin-to-association-builder adjoin-to-association-comprehension
   adjoin-to-collection-builder adjoin-to-collection-comprehension alt begin-association-builder
   begin-association-comprehension begin-collection-builder begin-collection-comprehension bimap
   default empty error fail finalize-association-builder finalize-association-comprehension
   finalize-collection-builder finalize-collection-comprehension fold foldr fromInt hash into
   lift liftA2 map mempty pure traverse tryInto unwrap-or-else < <= > >= >> as-optional default?
   defaulting-unwrap expect fmap join map-fst map-snd max mcommute? mconcat mconcatmap mempty?
   min sequence take-left take-right unwrap unwrap-into with-default
   ;; coalton/builtin
   boolean-and boolean-not boolean-or boolean-xor not undefined xor unreachable
   ;; coalton/functions
   /= asum bracket complement compose conjoin const curry disjoin fix flip id msum pair-with
   print reduce trace traceObject uncurry unsafe-pointer-eq? conjoin* disjoin*
   ;; coalton/tuple
   Tuple3 Tuple4 Tuple5 fst snd
   ;; coalton/optional
   from-some none? some?
   ;; coalton/cell
   Cell
   ;; coalton/list
   all any append concat concatMap drop filter find head length product range remove-duplicates
   repeat reverse singleton split-at sum tail take zip zipWith
   ;; coalton/vector
   Vector
   ;; coalton/seq
   Seq
   ;; coalton/hashtable
   HashTable
   ;; coalton/iterator
   Iterator
   ;; coalton/string
   split substring
   ;; coalton/show
   Show show-to show show-as-string show*
   ;; coalton/math/arith
   Reciprocable / reciprocal 1+ 1- abs negate negative? nonzero? positive? zero?
   ;; coalton/math/integral
   Integral mod ^ ^^ even? odd?
   ;; coalton/math/real
   Rational Real ceiling floor round
   ;; coalton/math/complex
   Complex complex imag-part real-part
   ;; coalton/math/elementary
   acos asin atan cos exp ln log nth-root pow sin sqrt tan
   ;; coalton/system
   time))
