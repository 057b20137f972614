;;;; coalton/builtin -- Booleans, and the functions that never return.

(package coalton/builtin
  (import
   coalton/classes
   coalton/math/num
   (smelter/prim as p))
  (export
   boolean-and boolean-or boolean-not boolean-xor not xor
   undefined unreachable error))

(declare boolean-and (Boolean * Boolean -> Boolean))
(define (boolean-and x y)
  "Are both true? A function, so both are evaluated; `and` stops at the first False."
  (if x y False))

(declare boolean-or (Boolean * Boolean -> Boolean))
(define (boolean-or x y)
  "Is one of the two true? Both are evaluated."
  (if x True y))

(declare boolean-not (Boolean -> Boolean))
(define (boolean-not x)
  "The other Boolean.

    (boolean-not True)  => False"
  (if x False True))

(declare boolean-xor (Boolean * Boolean -> Boolean))
(define (boolean-xor x y)
  "Is exactly one of the two true?

    (boolean-xor True False)  => True"
  (p:word-xor x y))

(declare not (Boolean -> Boolean))
(define (not x)
  "The other Boolean.

    (not True)  => False"
  (if x False True))

(declare xor (Boolean * Boolean -> Boolean))
(define (xor x y)
  "Is exactly one of the two true?

    (xor True True)  => False"
  (p:word-xor x y))

(declare undefined (:a -> :b))
(define (undefined _)
  "A hole in a program that is not finished: it has every type, and ends the program when it is reached."
  (p:error "undefined"))

(declare not-to-be-reached (List String -> :a))
(define (not-to-be-reached messages)
  (match messages
    ((Nil) (%unreachable "unreachable"))
    ((Cons message _) (%unreachable message))))

(define-macro (unreachable message …)
  "(unreachable) or (unreachable message): where the program cannot come, of any type."
  (not-to-be-reached (make-list message …)))

(define-instance (Eq Boolean)
  (define (== a b) (p:word-eq a b)))

(define-instance (Ord Boolean)
  (define (<=> a b) (p:word-cmp a b))
  (define (%lt a b) (p:word-lt a b))
  (define (%le a b) (p:word-le a b)))

(define-instance (Hash Boolean)
  (define (hash b) (p:word-hash b)))

(define-instance (Default Boolean)
  (define (default) False))
