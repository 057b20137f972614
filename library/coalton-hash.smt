;;;; coalton/hash -- hash values as values.

(package coalton/hash
  (import
   coalton/classes
   (smelter/prim as p))
  (export Hash hash combine-hashes combine-hashes-order-independent))

(define-instance (Eq Hash)
  (define (== a b) (p:word-eq a b)))

(define-instance (Ord Hash)
  (define (<=> a b) (p:word-cmp a b))
  (define (%lt a b) (p:word-lt a b))
  (define (%le a b) (p:word-le a b)))

(define-instance (Hash Hash)
  (define (hash h) h))

(define-instance (Default Hash)
  (define (default) (p:int->word 0)))

(define-instance (Semigroup Hash)
  (define (<> a b) (p:hash-combine a b)))

(define-instance (Monoid Hash)
  (define mempty (p:int->word 0)))

(define-instance (Hash Unit)
  (define (hash u) (p:word-hash u)))

(define-instance (Hash Ordering)
  (define (hash o) (p:word-hash o)))

(declare combine-hashes (Hash * Hash -> Hash))
(define (combine-hashes lhs rhs)
  "The hash of two things one after the other, from the hash of each.

    (== (combine-hashes (hash 1) (hash 2)) (combine-hashes (hash 2) (hash 1)))  => False"
  (p:hash-combine lhs rhs))

(declare combine-hashes-order-independent (Hash * Hash -> Hash))
(define (combine-hashes-order-independent lhs rhs)
  "The hash of two things of which neither comes first."
  (p:word-add lhs rhs))
