;;;; coalton/list -- persistent lists.

(package coalton/list
  (import
   coalton/classes
   coalton/builtin
   coalton/functions
   coalton/hash
   coalton/optional
   coalton/tuple
   coalton/math/arith
   (coalton/iterator as iter)
   (smelter/prim as p))
  (export
   List Cons Nil make
   head tail car cdr last init null? cons? singleton singleton? length
   index nth nth-cdr take drop split-at split-around
   find findIndex elemIndex member lookup countBy all any
   filter remove remove-if partition remove-duplicates
   union intersection difference
   append concat concatMap intersperse intercalate reverse repeat range
   zip zipWith zipWith3 zipWith4 zipWith5 transpose
   sort sortBy insert insertBy optimumBy maximum minimum sum product
   insertions perms combs combsOf equivalence-classes equivalence-classes-by))

(define-macro (make element …)
  "(make a b c) is the list of the three.

    (make 1 2 3)  => #<List [1 2 3]>"
  (make-list element …))

;;; Parts of a list

(declare head (List :a -> Optional :a))
(define (head l)
  "The first element.

    (head (make-list 1 2 3))  => (Some 1)
    (head (the (List Integer) Nil))  => None"
  (match l
    ((Cons x _) (Some x))
    ((Nil) None)))

(declare tail (List :a -> Optional (List :a)))
(define (tail l)
  "All but the first element; None for the empty list.

    (tail (make-list 1 2 3))  => (Some #<List [2 3]>)"
  (match l
    ((Cons _ xs) (Some xs))
    ((Nil) None)))

(declare car (List :a -> :a))
(define (car x)
  "The first element; an error for the empty list.

    (car (make-list 1 2 3))  => 1"
  (match x
    ((Cons y _) y)
    ((Nil) (p:error "car: the list is empty"))))

(declare cdr (List :a -> List :a))
(define (cdr xs)
  "All but the first element; empty for the empty list.

    (cdr (make-list 1 2 3))  => #<List [2 3]>
    (cdr (the (List Integer) Nil))  => #<List []>"
  (match xs
    ((Cons _ rest) rest)
    ((Nil) Nil)))

(declare last (List :a -> Optional :a))
(define (last l)
  "The last element.

    (last (make-list 1 2 3))  => (Some 3)"
  (match l
    ((Nil) None)
    ((Cons x (Nil)) (Some x))
    ((Cons _ rest) (last rest))))

(declare init (List :a -> List :a))
(define (init l)
  "All but the last element; empty for the empty list.

    (init (make-list 1 2 3))  => #<List [1 2]>"
  (match l
    ((Nil) Nil)
    ((Cons _ (Nil)) Nil)
    ((Cons x rest) (Cons x (init rest)))))

(declare null? (List :a -> Boolean))
(define (null? xs)
  "Is it empty?

    (null? (make-list 1))  => False"
  (match xs
    ((Nil) True)
    ((Cons _ _) False)))

(declare cons? (List :a -> Boolean))
(define (cons? xs)
  "Has it any elements?

    (cons? (make-list 1))  => True"
  (match xs
    ((Nil) False)
    ((Cons _ _) True)))

(declare singleton (:a -> List :a))
(define (singleton x)
  "The list of this one element.

    (singleton 1)  => #<List [1]>"
  (Cons x Nil))

(declare singleton? (List :a -> Boolean))
(define (singleton? xs)
  "Has it exactly one element?

    (singleton? (make-list 1 2))  => False"
  (match xs
    ((Cons _ (Nil)) True)
    (_ False)))

(declare length (List :a -> UFix))
(define (length l)
  "How many elements it has.

    (length (make-list 1 2 3))  => 3"
  (count-on 0 l))

(declare count-on (UFix -> List :a -> UFix))
(define (count-on n l)
  (match l
    ((Nil) n)
    ((Cons _ rest) (count-on (+ n 1) rest))))

(declare index (UFix * List :a -> Optional :a))
(define (index i xs)
  "The element with that number, counted from 0.

    (index 1 (make-list \"a\" \"b\"))  => (Some \"b\")"
  (match xs
    ((Nil) None)
    ((Cons x rest) (if (== i 0) (Some x) (index (- i 1) rest)))))

(declare nth (UFix * List :t -> :t))
(define (nth n l)
  "The element with that number; an error when there is none.

    (nth 1 (make-list 1 2 3))  => 2"
  (match (index n l)
    ((Some x) x)
    ((None) (p:error "nth: index out of range"))))

(declare nth-cdr (UFix * List :a -> List :a))
(define (nth-cdr n l)
  "The list without its first n elements.

    (nth-cdr 2 (make-list 1 2 3))  => #<List [3]>
    (nth-cdr 5 (make-list 1 2 3))  => #<List []>"
  (drop n l))

(declare take (UFix * List :a -> List :a))
(define (take n xs)
  "The first n elements, or all if there are fewer.

    (take 2 (make-list 1 2 3))  => #<List [1 2]>"
  (if (== n 0)
      Nil
      (match xs
        ((Nil) Nil)
        ((Cons x rest) (Cons x (take (- n 1) rest))))))

(declare drop (UFix * List :a -> List :a))
(define (drop n xs)
  "The list without its first n elements.

    (drop 2 (make-list 1 2 3))  => #<List [3]>"
  (if (== n 0)
      xs
      (match xs
        ((Nil) Nil)
        ((Cons _ rest) (drop (- n 1) rest)))))

(declare split-at (UFix * List :a -> Tuple (List :a) (List :a)))
(define (split-at n xs)
  "The first n elements, and the others.

    (split-at 1 (make-list 1 2 3))  => (Tuple #<List [1]> #<List [2 3]>)"
  (Tuple (take n xs) (drop n xs)))

(declare split-around (UFix * List :a -> Tuple3 (List :a) (Optional :a) (List :a)))
(define (split-around n xs)
  "The first n elements, the one after them, and the others.

    (split-around 1 (make-list 1 2 3))  => (Tuple3 #<List [1]> (Some 2) #<List [3]>)
    (split-around 5 (make-list 1 2 3))  => (Tuple3 #<List [1 2 3]> None #<List []>)"
  (match (drop n xs)
    ((Cons x rest) (Tuple3 (take n xs) (Some x) rest))
    ((Nil) (Tuple3 xs None Nil))))

;;; Searching

(declare find ((:a -> Boolean) * List :a -> Optional :a))
(define (find f xs)
  "The first element of which f is true.

    (find (fn (x) (> x 1)) (make-list 1 2 3))  => (Some 2)"
  (match xs
    ((Nil) None)
    ((Cons x rest) (if (f x) (Some x) (find f rest)))))

(declare findIndex ((:a -> Boolean) * List :a -> Optional UFix))
(define (findIndex f xs)
  "The number of the first element of which f is true.

    (findIndex (fn (x) (> x 1)) (make-list 1 2 3))  => (Some 1)"
  (index-from 0 f xs))

(declare index-from (UFix -> (:a -> Boolean) -> List :a -> Optional UFix))
(define (index-from i f xs)
  (match xs
    ((Nil) None)
    ((Cons x rest) (if (f x) (Some i) (index-from (+ i 1) f rest)))))

(declare elemIndex (Eq :a => :a * List :a -> Optional UFix))
(define (elemIndex x xs)
  "The number of the first element that is equal to x.

    (elemIndex 3 (make-list 1 2 3))  => (Some 2)"
  (findIndex (fn (y) (== x y)) xs))

(declare member (Eq :a => :a * List :a -> Boolean))
(define (member e xs)
  "Is one of the elements equal to e?

    (member 2 (make-list 1 2 3))  => True"
  (match xs
    ((Nil) False)
    ((Cons x rest) (if (== x e) True (member e rest)))))

(declare lookup (Eq :a => :a * List (Tuple :a :b) -> Optional :b))
(define (lookup e xs)
  "What stands beside the first e: `(lookup \"b\" (make-list (Tuple \"a\" 1) (Tuple \"b\" 2)))` is `(Some 2)`.

    (lookup \"b\" (make-list (Tuple \"a\" 1) (Tuple \"b\" 2)))  => (Some 2)
    (lookup 2 (make-list (Tuple 1 \"a\") (Tuple 2 \"b\")))  => (Some \"b\")"
  (match xs
    ((Nil) None)
    ((Cons (Tuple key value) rest) (if (== e key) (Some value) (lookup e rest)))))

(declare countBy ((:a -> Boolean) * List :a -> UFix))
(define (countBy f things)
  "Of how many elements f is true.

    (countBy (fn (x) (> x 1)) (make-list 1 2 3))  => 2"
  (fold (fn (n x) (if (f x) (+ n 1) n)) 0 things))

(declare all ((:a -> Boolean) * List :a -> Boolean))
(define (all f? xs)
  "Is f? true of all?

    (all even? (make-list 2 4))  => True
    (all even? Nil)  => True"
  (match xs
    ((Nil) True)
    ((Cons x rest) (if (f? x) (all f? rest) False))))

(declare any ((:a -> Boolean) * List :a -> Boolean))
(define (any f? l)
  "Is f? true of one?

    (any even? (make-list 1 2))  => True
    (any even? Nil)  => False"
  (match l
    ((Nil) False)
    ((Cons x rest) (if (f? x) True (any f? rest)))))

;;; Leaving out

(declare filter ((:a -> Boolean) * List :a -> List :a))
(define (filter f xs)
  "The elements of which f is true.

    (filter (fn (x) (> x 1)) (make-list 1 2 3))  => #<List [2 3]>"
  (match xs
    ((Nil) Nil)
    ((Cons x rest) (if (f x) (Cons x (filter f rest)) (filter f rest)))))

(declare remove-if ((:a -> Boolean) * List :a -> List :a))
(define (remove-if pred xs)
  "The list without the first element of which pred is true.

    (remove-if (fn (x) (> x 1)) (make-list 1 2 3))  => #<List [1 3]>"
  (match xs
    ((Nil) Nil)
    ((Cons x rest) (if (pred x) rest (Cons x (remove-if pred rest))))))

(declare remove (Eq :a => :a * List :a -> List :a))
(define (remove x ys)
  "The list without the first element that is equal to x.

    (remove 2 (make-list 1 2 3 2))  => #<List [1 3 2]>"
  (remove-if (fn (y) (== x y)) ys))

(declare partition ((:a -> Boolean) * List :a -> Tuple (List :a) (List :a)))
(define (partition f xs)
  "The elements of which f is true, and those of which it is not.

    (partition (fn (x) (> x 1)) (make-list 1 2 3))  => (Tuple #<List [2 3]> #<List [1]>)
    (partition even? (make-list 1 2 3 4))  => (Tuple #<List [2 4]> #<List [1 3]>)"
  (partition-onto f xs Nil Nil))

(declare partition-onto ((:a -> Boolean) -> List :a -> List :a -> List :a -> Tuple (List :a) (List :a)))
(define (partition-onto f xs yes no)
  (match xs
    ((Nil) (Tuple (reverse yes) (reverse no)))
    ((Cons x rest)
     (if (f x)
         (partition-onto f rest (Cons x yes) no)
         (partition-onto f rest yes (Cons x no))))))

(declare remove-duplicates (Eq :a => List :a -> List :a))
(define (remove-duplicates xs)
  "The list without the elements that come again later: 1 2 1 becomes 2 1.

    (remove-duplicates (make-list 1 2 1))  => #<List [2 1]>"
  (match xs
    ((Nil) Nil)
    ((Cons x rest)
     (if (member x rest)
         (remove-duplicates rest)
         (Cons x (remove-duplicates rest))))))

(declare union (Eq :a => List :a * List :a -> List :a))
(define (union xs ys)
  "The elements of both lists, each once: those that only the first has come first.

    (union (make-list 1 2) (make-list 2 3))  => #<List [1 2 3]>
    (union (make-list 1 2 1 3) (make-list 3 4 3))  => #<List [1 2 4 3]>"
  (append (only-new xs ys Nil) (remove-duplicates ys)))

;; The elements that are not among the others, each where it comes first.
(declare only-new (Eq :a => List :a -> List :a -> List :a -> List :a))
(define (only-new xs others found)
  (match xs
    ((Nil) (reverse found))
    ((Cons x rest)
     (if (or (member x others) (member x found))
         (only-new rest others found)
         (only-new rest others (Cons x found))))))

(declare intersection (Eq :a => List :a * List :a -> List :a))
(define (intersection xs ys)
  "The elements that are in both lists, each once, in no particular order.

    (intersection (make-list 1 2 3 2) (make-list 2 3))  => #<List [2 3]>"
  (reverse (filter (fn (x) (member x ys)) (remove-duplicates xs))))

(declare difference (Eq :a => List :a * List :a -> List :a))
(define (difference xs ys)
  "The first list; for every element of the second the first that is equal to it is taken out.

    (difference (make-list 1 2 1) (make-list 1))  => #<List [2 1]>
    (difference (make-list 1 2 1 2) (make-list 1 3))  => #<List [2 1 2]>"
  (fold (fn (left y) (remove y left)) xs ys))

;;; Putting together

(declare append (List :a * List :a -> List :a))
(define (append xs ys)
  "One list after the other.

    (append (make-list 1 2) (make-list 3))  => #<List [1 2 3]>"
  (match xs
    ((Nil) ys)
    ((Cons x rest) (Cons x (append rest ys)))))

(declare concat (List (List :a) -> List :a))
(define (concat xs)
  "All lists one after the other.

    (concat (make-list (make-list 1 2) (make-list 3)))  => #<List [1 2 3]>"
  (match xs
    ((Nil) Nil)
    ((Cons x (Nil)) x)
    ((Cons x rest) (append x (concat rest)))))

(declare concatMap ((:a -> List :b) * List :a -> List :b))
(define (concatMap f xs)
  "The lists that f gives, one after the other.

    (concatMap (fn (x) (make-list x x)) (make-list 1 2))  => #<List [1 1 2 2]>"
  (concat-onto f Nil xs))

;; ys, and then the lists that f gives. One function, so that it is a loop.
(declare concat-onto ((:a -> List :b) -> List :b -> List :a -> List :b))
(define (concat-onto f ys xs)
  (match ys
    ((Cons y more) (Cons y (concat-onto f more xs)))
    ((Nil)
     (match xs
       ((Nil) Nil)
       ((Cons x rest) (concat-onto f (f x) rest))))))

(declare intersperse (:a * List :a -> List :a))
(define (intersperse e xs)
  "The list with e between each two elements.

    (intersperse 0 (make-list 1 2 3))  => #<List [1 0 2 0 3]>"
  (match xs
    ((Nil) Nil)
    ((Cons _ (Nil)) xs)
    ((Cons x rest) (Cons x (Cons e (intersperse e rest))))))

(declare intercalate (List :a * List (List :a) -> List :a))
(define (intercalate xs xss)
  "The lists one after the other, with xs between each two.

    (intercalate (make-list 0) (make-list (make-list 1 2) (make-list 3)))  => #<List [1 2 0 3]>
    (intercalate (make-list 0) (make-list (make-list 1) (make-list 2 3)))  => #<List [1 0 2 3]>"
  (concat (intersperse xs xss)))

(declare reverse (List :a -> List :a))
(define (reverse xs)
  "The list from its end to its beginning.

    (reverse (make-list 1 2 3))  => #<List [3 2 1]>"
  (reverse-onto xs Nil))

(declare reverse-onto (List :a -> List :a -> List :a))
(define (reverse-onto xs ys)
  (match xs
    ((Nil) ys)
    ((Cons x rest) (reverse-onto rest (Cons x ys)))))

(declare repeat (UFix * :a -> List :a))
(define (repeat n x)
  "n times x.

    (repeat 3 \"a\")  => #<List [\"a\" \"a\" \"a\"]>
    (repeat 0 \"a\")  => #<List []>"
  (repeat-onto n x Nil))

(declare repeat-onto (UFix -> :a -> List :a -> List :a))
(define (repeat-onto n x xs)
  (if (== n 0) xs (repeat-onto (- n 1) x (Cons x xs))))

(declare range ((Num :int) (Ord :int) => :int * :int -> List :int))
(define (range start end)
  "The numbers from start to end, both with it; downwards if start is greater.

    (range 1 5)  => #<List [1 2 3 4 5]>
    (range 3 1)  => #<List [3 2 1]>"
  (if (<= start end)
      (upwards start end)
      (downwards start end)))

;; A step is taken only before the end, so that the end may be the last number of its type.
(declare upwards ((Num :int) (Ord :int) => :int -> :int -> List :int))
(define (upwards n end)
  (if (< n end)
      (let ((next (+ n 1)))
        (if (<= next end) (Cons n (upwards next end)) (Cons n Nil)))
      (Cons n Nil)))

(declare downwards ((Num :int) (Ord :int) => :int -> :int -> List :int))
(define (downwards n end)
  (if (> n end)
      (let ((next (- n 1)))
        (if (>= next end) (Cons n (downwards next end)) (Cons n Nil)))
      (Cons n Nil)))

;;; Several lists at once

(declare zip (List :a * List :b -> List (Tuple :a :b)))
(define (zip xs ys)
  "The first elements together, the second ones, and so on, as far as the shorter list goes.

    (zip (make-list 1 2 3) (make-list \"a\" \"b\"))  => #<List [(Tuple 1 \"a\") (Tuple 2 \"b\")]>"
  (zipWith Tuple xs ys))

(declare zipWith ((:a * :b -> :c) * List :a * List :b -> List :c))
(define (zipWith f xs ys)
  "f of the first elements, of the second ones, and so on.

    (zipWith + (make-list 1 2) (make-list 10 20))  => #<List [11 22]>"
  (match xs
    ((Nil) Nil)
    ((Cons x xrest)
     (match ys
       ((Nil) Nil)
       ((Cons y yrest)
        (let ((z (f x y)))
          (Cons z (zipWith f xrest yrest))))))))

(declare zipWith3 ((:a * :b * :c -> :d) * List :a * List :b * List :c -> List :d))
(define (zipWith3 f xs ys zs)
  "`zipWith` for three lists."
  (zipWith (fn (g z) (g z)) (zipWith f xs ys) zs))

(declare zipWith4 ((:a * :b * :c * :d -> :e) * List :a * List :b * List :c * List :d -> List :e))
(define (zipWith4 f as bs cs ds)
  "`zipWith` for four lists.

    (zipWith4 Tuple4 (make-list 1) (make-list 2) (make-list 3) (make-list 4))  => #<List [(Tuple4 1 2 3 4)]>"
  (zipWith (fn (g d) (g d)) (zipWith3 f as bs cs) ds))

(declare zipWith5 ((:a * :b * :c * :d * :e -> :f)
                   * List :a * List :b * List :c * List :d * List :e -> List :f))
(define (zipWith5 f as bs cs ds es)
  "`zipWith` for five lists."
  (zipWith (fn (g e) (g e)) (zipWith4 f as bs cs ds) es))

(declare transpose (List (List :a) -> List (List :a)))
(define (transpose xs)
  "The first elements of all lists, the second ones, and so on: rows become columns.

    (transpose (make-list (make-list 1 2) (make-list 3 4)))  => #<List [#<List [1 3]> #<List [2 4]>]>"
  (match xs
    ((Nil) Nil)
    ((Cons (Nil) rest) (transpose rest))
    ((Cons (Cons _ _) _)
     (let ((rows (filter cons? xs)))
       (Cons (map car rows) (transpose (map cdr rows)))))))

;;; Order

(declare sort (Ord :a => List :a -> List :a))
(define (sort xs)
  "The list in ascending order; what is equal stays in the order in which it was.

    (sort (make-list 3 1 2))  => #<List [1 2 3]>"
  (p:list-sort (fn (a b) (precedes <=> a b)) xs))

(declare sortBy ((:a * :a -> Ordering) * List :a -> List :a))
(define (sortBy cmp xs)
  "The list in the order of a comparison of one's own.

    (sortBy (fn (a b) (<=> b a)) (make-list 3 1 2))  => #<List [3 2 1]>
    (sortBy (fn (x y) (<=> y x)) (make-list 1 3 2))  => #<List [3 2 1]>"
  (p:list-sort (fn (a b) (precedes cmp a b)) xs))

;; `<` will not do here: it is false for NaN, which has a place in the order nevertheless.
(declare precedes ((:a -> :a -> Ordering) -> :a -> :a -> Boolean))
(define (precedes cmp a b)
  (match (cmp a b)
    ((LT) True)
    (_ False)))

(declare insert (Ord :a => :a * List :a -> List :a))
(define (insert e ls)
  "A sorted list with e at its place.

    (insert 2 (make-list 1 3))  => #<List [1 2 3]>"
  (insertBy <=> e ls))

(declare insertBy ((:a * :a -> Ordering) * :a * List :a -> List :a))
(define (insertBy cmp x ys)
  "A list sorted by cmp with x at its place.

    (insertBy (fn (x y) (<=> y x)) 2 (make-list 3 1))  => #<List [3 2 1]>"
  (match ys
    ((Nil) (Cons x Nil))
    ((Cons y rest)
     (match (cmp x y)
       ((GT) (Cons y (insertBy cmp x rest)))
       (_ (Cons x ys))))))

(declare optimumBy ((:a * :a -> Boolean) * List :a -> Optional :a))
(define (optimumBy f xs)
  "The first element than which none is better, where f tells whether the first of two is.

    (optimumBy > (make-list 1 3 2))  => (Some 3)
    (optimumBy < (make-list 3 1 2))  => (Some 1)"
  (match xs
    ((Nil) None)
    ((Cons x rest) (Some (fold (fn (best y) (if (f y best) y best)) x rest)))))

(declare maximum (Ord :a => List :a -> Optional :a))
(define (maximum l)
  "The greatest element.

    (maximum (make-list 1 3 2))  => (Some 3)
    (maximum (the (List Integer) Nil))  => None"
  (optimumBy > l))

(declare minimum (Ord :a => List :a -> Optional :a))
(define (minimum l)
  "The least element.

    (minimum (make-list 3 1 2))  => (Some 1)"
  (optimumBy < l))

(declare sum (Num :a => List :a -> :a))
(define (sum xs)
  "The sum of all elements.

    (sum (make-list 1 2 3))  => 6"
  (fold + 0 xs))

(declare product (Num :a => List :a -> :a))
(define (product xs)
  "The product of all elements.

    (product (make-list 2 3 4))  => 24"
  (fold * 1 xs))

;;; Combinations

(declare insertions (:a * List :a -> List (List :a)))
(define (insertions a l)
  "The lists that come of putting a at every place in the list.

    (insertions 0 (make-list 1 2))  => #<List [#<List [0 1 2]> #<List [1 0 2]> #<List [1 2 0]>]>"
  (match l
    ((Nil) (singleton (singleton a)))
    ((Cons x rest)
     (Cons (Cons a l)
           (map (fn (ys) (Cons x ys)) (insertions a rest))))))

(declare perms (List :a -> List (List :a)))
(define (perms l)
  "All orders that the elements can have.

    (perms (make-list 1 2 3))  => #<List [#<List [1 2 3]> #<List [2 1 3]> #<List [2 3 1]> #<List [1 3 2]> #<List [3 1 2]> #<List [3 2 1]>]>"
  (match l
    ((Nil) (singleton Nil))
    ((Cons x rest) (concatMap (fn (ys) (insertions x ys)) (perms rest)))))

(declare combs (List :a -> List (List :a)))
(define (combs l)
  "All choices of elements, from none to all; each keeps the order of the list.

    (combs (make-list 1 2))  => #<List [#<List []> #<List [1]> #<List [2]> #<List [1 2]>]>"
  (match l
    ((Nil) (singleton Nil))
    ((Cons x rest)
     (concatMap (fn (ys) (make-list ys (Cons x ys))) (combs rest)))))

(declare combsOf (UFix * List :a -> List (List :a)))
(define (combsOf n l)
  "All choices of n elements.

    (combsOf 2 (make-list 1 2 3))  => #<List [#<List [1 2]> #<List [1 3]> #<List [2 3]>]>"
  (if (== n 0)
      (singleton Nil)
      (match l
        ((Nil) Nil)
        ((Cons x rest)
         (append (map (fn (ys) (Cons x ys)) (combsOf (- n 1) rest))
                 (combsOf n rest))))))

(declare equivalence-classes (Eq :a => List :a -> List (List :a)))
(define (equivalence-classes l)
  "The elements in groups of equal ones.

    (equivalence-classes (make-list 1 2 1))  => #<List [#<List [1 1]> #<List [2]>]>"
  (equivalence-classes-by == l))

(declare equivalence-classes-by ((:a * :a -> Boolean) * List :a -> List (List :a)))
(define (equivalence-classes-by f l)
  "The elements in groups; f tells whether two belong together."
  (match l
    ((Nil) Nil)
    ((Cons x _)
     (match (partition (fn (y) (f x y)) l)
       ((Tuple alike others) (Cons alike (equivalence-classes-by f others)))))))

;;; Instances. Functor, Foldable and the iterators are where those classes are.

(define-instance (Eq :a => Eq (List :a))
  (define (== xs ys)
    (match xs
      ((Nil) (null? ys))
      ((Cons x xrest)
       (match ys
         ((Nil) False)
         ((Cons y yrest) (if (== x y) (== xrest yrest) False)))))))

(define-instance (Ord :a => Ord (List :a))
  (define (<=> xs ys)
    (match xs
      ((Nil) (if (null? ys) EQ LT))
      ((Cons x xrest)
       (match ys
         ((Nil) GT)
         ((Cons y yrest)
          (match (<=> x y)
            ((EQ) (<=> xrest yrest))
            (other other))))))))

(define-instance (Hash :a => Hash (List :a))
  (define (hash xs)
    (fold (fn (so-far x) (combine-hashes so-far (hash x))) mempty xs)))

(define-instance (Default (List :a))
  (define (default) Nil))

(define-instance (Semigroup (List :a))
  (define (<> xs ys) (append xs ys)))

(define-instance (Monoid (List :a))
  (define mempty Nil)
  (define (%combine-all xs) (concat xs)))

(define-instance (Applicative List)
  (define (pure x) (Cons x Nil))
  (define (liftA2 f xs ys)
    (concatMap (fn (x) (map (fn (y) (f x y)) ys)) xs)))

(define-instance (Alternative List)
  (define (alt xs ys) (append xs ys))
  (define empty Nil))

(define-instance (Monad List)
  (define (>>= xs f) (concatMap f xs)))

(define-instance (Traversable List)
  (define (traverse f xs)
    (match xs
      ((Nil) (pure Nil))
      ((Cons x rest) (liftA2 Cons (f x) (traverse f rest))))))

(define-instance (Into (Optional :a) (List :a))
  (define (into x)
    (match x
      ((Some y) (Cons y Nil))
      ((None) Nil))))

;;; Builders. The list grows from its end, so it is turned round when it is complete.

(define-instance (FromItemizedCollection (List :elt) :elt (List :elt))
  (define (begin-collection-builder _ _) Nil)
  (define (adjoin-to-collection-builder _ acc _ x) (Cons x acc))
  (define (finalize-collection-builder _ acc) (reverse acc)))

(define-instance (FromCollectionComprehension (List :elt) :elt (List :elt))
  (define (begin-collection-comprehension _ _) Nil)
  (define (adjoin-to-collection-comprehension _ acc x) (Cons x acc))
  (define (finalize-collection-comprehension _ acc) (reverse acc)))

(define-instance (FromItemizedAssociation (List (Tuple :key :value)) :key :value (List (Tuple :key :value)))
  (define (begin-association-builder _ _) Nil)
  (define (adjoin-to-association-builder _ acc _ k v) (Cons (Tuple k v) acc))
  (define (finalize-association-builder _ acc) (reverse acc)))

(define-instance (FromAssociationComprehension (List (Tuple :key :value)) :key :value (List (Tuple :key :value)))
  (define (begin-association-comprehension _ _) Nil)
  (define (adjoin-to-association-comprehension _ acc k v) (Cons (Tuple k v) acc))
  (define (finalize-association-comprehension _ acc) (reverse acc)))
