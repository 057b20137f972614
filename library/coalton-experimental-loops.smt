;;;; coalton/experimental/loops -- loops over numbers and lists, as macros.

(package coalton/experimental/loops
  (import
   coalton/classes
   coalton/builtin
   coalton/math/arith
   (coalton/iterator as iter)
   (coalton/list as list)
   (smelter/prim as p))
  (export
   repeat dotimes everytimes sometimes sumtimes prodtimes collecttimes besttimes argbesttimes
   dolist dolist-enumerated dolists doiter dorange))

(define-macro (repeat (count) body …)
  "(repeat (n) body ...) does the body n times.

    (let ((c (cell:new 0))) (progn (repeat (3) (cell:increment! c)) (cell:read c)))  => 3"
  (for () :repeat count body …))

(define-macro (dotimes (variable count) body …)
  "(dotimes (i n) body ...) does the body for i from 0 to n - 1.

    (let ((c (cell:new 0))) (progn (dotimes (i 4) (cell:update! (+ (into i)) c)) (cell:read c)))  => 6"
  (for ((declare variable UFix)
        (variable 0 (+ variable 1)))
    :repeat count
    body …))

(define-macro (everytimes (variable count) body …)
  "(everytimes (i n) test): is the test true for every i below n?

    (everytimes (i 4) (< i 4))  => True"
  (every-below 0 count (fn (variable) body …)))

(define-macro (sometimes (variable count) body …)
  "(sometimes (i n) test): is the test true for some i below n?

    (sometimes (i 4) (== i 2))  => True"
  (some-below 0 count (fn (variable) body …)))

(define-macro (sumtimes (variable count) body …)
  "(sumtimes (i n) x): the sum of x for every i below n.

    (sumtimes (i 4) i)  => 6"
  (sum-below 0 count (fn (variable) body …) 0))

(define-macro (prodtimes (variable count) body …)
  "(prodtimes (i n) x): the product of x for every i below n.

    (prodtimes (i 4) (+ i 1))  => 24"
  (product-below 0 count (fn (variable) body …) 1))

(define-macro (collecttimes (variable count) body …)
  "(collecttimes (i n) x): the list of x for every i below n.

    (collecttimes (i 4) (* i i))  => #<List [0 1 4 9]>"
  (collect-below 0 count (fn (variable) body …)))

(define-macro (besttimes (variable count better?) body …)
  "(besttimes (i n better?) x): the best x for every i below n.

    (besttimes (i 4 >) (mod (* i 3) 4))  => 3"
  (match (best-below count better? (fn (variable) body …))
    ((Tuple _ best) best)))

(define-macro (argbesttimes (variable count better?) body …)
  "(argbesttimes (i n better?) x): the i below n for which x is best.

    (argbesttimes (i 4 >) (mod (* i 3) 4))  => 1"
  (match (best-below count better? (fn (variable) body …))
    ((Tuple index _) index)))

(define-macro (dolist (variable lis) body …)
  "(dolist (x xs) body ...) does the body for every element of a list."
  (for variable in lis body …))

(define-macro (dolist-enumerated (index variable lis) body …)
  "(dolist-enumerated (i x xs) body ...): the same with the number of the element."
  (for (Tuple index variable) in (iter:enumerate! (iter:into-iter lis)) body …))

(define-macro (dolists ((variable lis) …) body …)
  "(dolists ((x xs) (y ys)) body ...) goes through several lists at once, as far as the shortest goes."
  ((fn (variable …)
     (loop
       (let variable = (match (iter:next! variable)
                         ((Some x) x)
                         ((None) (break)))) …
       body …))
   (iter:into-iter lis) …))

(define-macro (doiter (variable iterable) body …)
  "(doiter (x xs) body ...) does the body for every element of whatever can be gone through."
  (for variable in iterable body …))

(define-macro (dorange (variable bound …) body …)
  "(dorange (i stop) ...), (dorange (i start stop) ...), (dorange (i start stop step) ...): the stop is left out.

    (let ((c (cell:new Nil))) (progn (dorange (x 0 10 5) (cell:push! c x)) (cell:read c)))  => #<List [5 0]>"
  (for variable in (range-of (make-list bound …)) body …))

(declare every-below (UFix -> UFix -> (UFix -> Boolean) -> Boolean))
(define (every-below i count f)
  (cond
    ((>= i count) True)
    ((f i) (every-below (+ i 1) count f))
    (True False)))

(declare some-below (UFix -> UFix -> (UFix -> Boolean) -> Boolean))
(define (some-below i count f)
  (cond
    ((>= i count) False)
    ((f i) True)
    (True (some-below (+ i 1) count f))))

(declare sum-below (Num :a => UFix -> UFix -> (UFix -> :a) -> :a -> :a))
(define (sum-below i count f so-far)
  (if (>= i count)
      so-far
      (sum-below (+ i 1) count f (+ so-far (f i)))))

(declare product-below (Num :a => UFix -> UFix -> (UFix -> :a) -> :a -> :a))
(define (product-below i count f so-far)
  (if (>= i count)
      so-far
      (product-below (+ i 1) count f (* so-far (f i)))))

(declare collect-below (UFix -> UFix -> (UFix -> :a) -> List :a))
(define (collect-below i count f)
  (if (>= i count)
      Nil
      (let ((x (f i)))
        (Cons x (collect-below (+ i 1) count f)))))

(declare best-below (UFix -> (:a -> :a -> Boolean) -> (UFix -> :a) -> Tuple UFix :a))
(define (best-below count better? f)
  (if (== count 0)
      (p:error "besttimes: there is no best of none")
      (best-from 1 count better? f (Tuple 0 (f 0)))))

(declare best-from (UFix -> UFix -> (:a -> :a -> Boolean) -> (UFix -> :a) -> Tuple UFix :a -> Tuple UFix :a))
(define (best-from i count better? f best)
  (if (>= i count)
      best
      (match best
        ((Tuple _ y)
         (let ((x (f i)))
           (best-from (+ i 1) count better? f (if (better? x y) (Tuple i x) best)))))))

(declare range-of ((Num :a) (Ord :a) => List :a -> iter:Iterator :a))
(define (range-of bounds)
  (match bounds
    ((Cons stop (Nil)) (iter:up-to stop))
    ((Cons start (Cons stop (Nil))) (iter:range-increasing 1 start stop))
    ((Cons start (Cons stop (Cons step _)))
     (if (< step 0)
         (iter:recursive-iter (fn (n) (+ n step)) (fn (n) (<= n stop)) start)
         (iter:range-increasing step start stop)))
    ((Nil) iter:empty)))
