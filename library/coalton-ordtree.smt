;;;; coalton/ordtree -- persistent sets in the order of their elements.
;;;;
;;;; The same trees as in coalton/ordmap, which see, with elements in the place of keys and values.

(package coalton/ordtree
  (import
   coalton/types
   coalton/classes
   coalton/builtin
   coalton/hash
   coalton/math/arith
   coalton/show
   coalton/tuple
   (coalton/iterator as iter)
   (coalton/list as list)
   (smelter/prim as p))
  (import-from coalton/iterator IntoIterator into-iter FromIterator collect!)
  (export
   OrdTree Empty empty? count lookup lookup-neighbors min-element max-element
   insert adjoin replace remove update
   union intersection difference xor
   increasing-order decreasing-order transform-elements))

(define-type (OrdTree :elt)
  "A persistent set whose elements are in order."
  Empty
  (Bin UFix :elt (OrdTree :elt) (OrdTree :elt)))

(declare empty? (OrdTree :elt -> Boolean))
(define (empty? t)
  "Has it no elements?

    (empty? (the (OrdTree Integer) Empty))  => True"
  (match t
    ((Empty) True)
    ((Bin _ _ _ _) False)))

(declare count (OrdTree :elt -> UFix))
(define (count t)
  "How many elements it has.

    (count (insert (insert Empty 1) 1))  => 1"
  (match t
    ((Empty) 0)
    ((Bin n _ _ _) n)))

;;; Balance

(declare bin (:elt -> OrdTree :elt -> OrdTree :elt -> OrdTree :elt))
(define (bin x l r)
  (Bin (+ 1 (+ (count l) (count r))) x l r))

(declare too-heavy? (UFix -> UFix -> Boolean))
(define (too-heavy? m n)
  (> (+ m 1) (* 3 (+ n 1))))

(declare balance (:elt -> OrdTree :elt -> OrdTree :elt -> OrdTree :elt))
(define (balance x l r)
  (let ((m (count l))
        (n (count r)))
    (cond
      ((too-heavy? n m) (rotate-left x l r))
      ((too-heavy? m n) (rotate-right x l r))
      (True (Bin (+ 1 (+ m n)) x l r)))))

(declare rotate-left (:elt -> OrdTree :elt -> OrdTree :elt -> OrdTree :elt))
(define (rotate-left x l r)
  (match r
    ((Bin _ y rl rr)
     (match rl
       ((Bin _ m ml mr)
        (if (< (+ (count rl) 1) (* 2 (+ (count rr) 1)))
            (bin y (bin x l rl) rr)
            (bin m (bin x l ml) (bin y mr rr))))
       ((Empty) (bin y (bin x l rl) rr))))
    ((Empty) (bin x l r))))

(declare rotate-right (:elt -> OrdTree :elt -> OrdTree :elt -> OrdTree :elt))
(define (rotate-right x l r)
  (match l
    ((Bin _ y ll lr)
     (match lr
       ((Bin _ m ml mr)
        (if (< (+ (count lr) 1) (* 2 (+ (count ll) 1)))
            (bin y ll (bin x lr r))
            (bin m (bin y ll ml) (bin x mr r))))
       ((Empty) (bin y ll (bin x lr r)))))
    ((Empty) (bin x l r))))

(declare link (:elt -> OrdTree :elt -> OrdTree :elt -> OrdTree :elt))
(define (link x l r)
  (cond
    ((too-heavy? (count r) (count l))
     (match r
       ((Bin _ y rl rr) (balance y (link x l rl) rr))
       ((Empty) (bin x l r))))
    ((too-heavy? (count l) (count r))
     (match l
       ((Bin _ y ll lr) (balance y ll (link x lr r)))
       ((Empty) (bin x l r))))
    (True (bin x l r))))

(declare glue (OrdTree :elt -> OrdTree :elt -> OrdTree :elt))
(define (glue l r)
  (match r
    ((Empty) l)
    ((Bin _ x rl rr)
     (match (take-least x rl rr)
       ((Tuple least rest) (link least l rest))))))

(declare take-least (:elt -> OrdTree :elt -> OrdTree :elt -> Tuple :elt (OrdTree :elt)))
(define (take-least x l r)
  (match l
    ((Empty) (Tuple x r))
    ((Bin _ y ll lr)
     (match (take-least y ll lr)
       ((Tuple least rest) (Tuple least (balance x rest r)))))))

;;; Looking

(declare lookup (Ord :elt => OrdTree :elt * :elt -> Optional :elt))
(define (lookup haystack needle)
  "The element that is equal to the one given.

    (lookup (insert Empty 1) 1)  => (Some 1)"
  (match haystack
    ((Empty) None)
    ((Bin _ x l r)
     (match (<=> needle x)
       ((LT) (lookup l needle))
       ((EQ) (Some x))
       ((GT) (lookup r needle))))))

(declare lookup-neighbors
  (Ord :elt => OrdTree :elt * :elt -> Tuple3 (Optional :elt) (Optional :elt) (Optional :elt)))
(define (lookup-neighbors haystack needle)
  "The element before the one given, the one equal to it, and the one after it, as far as there are.

    (lookup-neighbors (insert (insert Empty 1) 5) 3)  => (Tuple3 (Some 1) None (Some 5))"
  (neighbors haystack needle None None))

(declare neighbors
  (Ord :elt => OrdTree :elt -> :elt -> Optional :elt -> Optional :elt
   -> Tuple3 (Optional :elt) (Optional :elt) (Optional :elt)))
(define (neighbors t needle before after)
  (match t
    ((Empty) (Tuple3 before None after))
    ((Bin _ x l r)
     (match (<=> needle x)
       ((LT) (neighbors l needle before (Some x)))
       ((GT) (neighbors r needle (Some x) after))
       ((EQ)
        (Tuple3 (match l
                  ((Empty) before)
                  ((Bin _ _ _ _) (greatest l)))
                (Some x)
                (match r
                  ((Empty) after)
                  ((Bin _ _ _ _) (least r)))))))))

(declare least (OrdTree :elt -> Optional :elt))
(define (least t)
  (match t
    ((Empty) None)
    ((Bin _ x (Empty) _) (Some x))
    ((Bin _ _ l _) (least l))))

(declare greatest (OrdTree :elt -> Optional :elt))
(define (greatest t)
  (match t
    ((Empty) None)
    ((Bin _ x _ (Empty)) (Some x))
    ((Bin _ _ _ r) (greatest r))))

(declare min-element (Ord :elt => OrdTree :elt -> Optional :elt))
(define (min-element tre)
  "The least element.

    (min-element (insert (insert Empty 2) 1))  => (Some 1)"
  (least tre))

(declare max-element (Ord :elt => OrdTree :elt -> Optional :elt))
(define (max-element tre)
  "The greatest element.

    (max-element (insert (insert Empty 2) 1))  => (Some 2)"
  (greatest tre))

;;; Changing one element

(declare insert (Ord :elt => OrdTree :elt * :elt -> OrdTree :elt))
(define (insert t a)
  "The set with the element, in the place of an equal one.

    (insert (insert Empty 2) 1)  => #<OrdTree [1 2]>"
  (match t
    ((Empty) (Bin 1 a Empty Empty))
    ((Bin n x l r)
     (match (<=> a x)
       ((LT) (balance x (insert l a) r))
       ((EQ) (Bin n a l r))
       ((GT) (balance x l (insert r a)))))))

(declare adjoin (Ord :elt => OrdTree :elt * :elt -> OrdTree :elt))
(define (adjoin t a)
  "The set with the element, unless it has an equal one already.

    (adjoin (insert Empty 1) 1)  => #<OrdTree [1]>"
  (match (lookup t a)
    ((Some _) t)
    ((None) (insert t a))))

(declare replace (Ord :elt => OrdTree :elt * :elt -> OrdTree :elt))
(define (replace t a)
  "The set with the element in the place of an equal one, if there is one.

    (replace (insert Empty 1) 2)  => #<OrdTree [1]>"
  (match (lookup t a)
    ((Some _) (insert t a))
    ((None) t)))

(declare remove (Ord :elt => OrdTree :elt * :elt -> OrdTree :elt))
(define (remove t a)
  "The set without the element.

    (remove (insert (insert Empty 2) 1) 1)  => #<OrdTree [2]>"
  (match t
    ((Empty) Empty)
    ((Bin _ x l r)
     (match (<=> a x)
       ((LT) (balance x (remove l a) r))
       ((EQ) (glue l r))
       ((GT) (balance x l (remove r a)))))))

(declare update
  (Ord :elt => OrdTree :elt * :elt * (Optional :elt -> Optional :elt * :a) -> OrdTree :elt * :a))
(define (update t a f)
  "f takes the element that is equal to the one given, if there is one, and gives the one to put in its place,
or None for none, and something else, which is given beside the new set."
  (let (values new result) = (f (lookup t a)))
  (match new
    ((Some x) (values (insert (remove t a) x) result))
    ((None) (values (remove t a) result))))

;;; Whole sets

(declare split (Ord :elt => OrdTree :elt -> :elt -> Tuple3 (OrdTree :elt) Boolean (OrdTree :elt)))
(define (split t a)
  (match t
    ((Empty) (Tuple3 Empty False Empty))
    ((Bin _ x l r)
     (match (<=> a x)
       ((EQ) (Tuple3 l True r))
       ((LT)
        (match (split l a)
          ((Tuple3 before found after) (Tuple3 before found (link x after r)))))
       ((GT)
        (match (split r a)
          ((Tuple3 before found after) (Tuple3 (link x l before) found after))))))))

(declare union (Ord :elt => OrdTree :elt * OrdTree :elt -> OrdTree :elt))
(define (union a b)
  "The elements of both; of two that are equal, that of the first.

    (union (insert Empty 1) (insert Empty 2))  => #<OrdTree [1 2]>"
  (match a
    ((Empty) b)
    ((Bin _ x l r)
     (match b
       ((Empty) a)
       ((Bin _ _ _ _)
        (match (split b x)
          ((Tuple3 before _ after)
           (link x (union l before) (union r after)))))))))

(declare intersection (Ord :elt => OrdTree :elt * OrdTree :elt -> OrdTree :elt))
(define (intersection a b)
  "The elements of the first that are in the second, too.

    (intersection (insert Empty 1) (insert Empty 2))  => #<OrdTree []>"
  (match a
    ((Empty) Empty)
    ((Bin _ x l r)
     (match b
       ((Empty) Empty)
       ((Bin _ _ _ _)
        (match (split b x)
          ((Tuple3 before found after)
           (let ((lower (intersection l before))
                 (upper (intersection r after)))
             (if found (link x lower upper) (glue lower upper))))))))))

(declare difference (Ord :elt => OrdTree :elt * OrdTree :elt -> OrdTree :elt))
(define (difference a b)
  "The elements of the first that are not in the second.

    (difference (insert Empty 1) (insert Empty 2))  => #<OrdTree [1]>"
  (match a
    ((Empty) Empty)
    ((Bin _ x l r)
     (match b
       ((Empty) a)
       ((Bin _ _ _ _)
        (match (split b x)
          ((Tuple3 before found after)
           (let ((lower (difference l before))
                 (upper (difference r after)))
             (if found (glue lower upper) (link x lower upper))))))))))

(declare xor (Ord :elt => OrdTree :elt * OrdTree :elt -> OrdTree :elt))
(define (xor a b)
  "The elements that are in exactly one of the two.

    (xor (insert Empty 1) (insert Empty 2))  => #<OrdTree [1 2]>"
  (match a
    ((Empty) b)
    ((Bin _ x l r)
     (match b
       ((Empty) a)
       ((Bin _ _ _ _)
        (match (split b x)
          ((Tuple3 before found after)
           (let ((lower (xor l before))
                 (upper (xor r after)))
             (if found (glue lower upper) (link x lower upper))))))))))

(declare transform-elements ((:a -> :b) * OrdTree :a -> OrdTree :b))
(define (transform-elements f tre)
  "The set of what f gives for the elements. f must keep their order.

    (transform-elements negate (insert (insert Empty 2) 1))  => #<OrdTree [-1 -2]>"
  (match tre
    ((Empty) Empty)
    ((Bin n x l r)
     (let ((lower (transform-elements f l)))
       (let ((here (f x)))
         (Bin n here lower (transform-elements f r)))))))

;;; Going through

(declare increasing-order (OrdTree :elt -> iter:Iterator :elt))
(define (increasing-order tre)
  "The elements, the least first.

    (the (List Integer) (iter:collect! (increasing-order (insert (insert Empty 2) 1))))  => #<List [1 2]>"
  (let ((ahead (p:cell-new (left-edge tre Nil))))
    (iter:with-size
     (fn ()
       (match (p:cell-read ahead)
         ((Cons (Bin _ x _ r) others)
          (p:cell-write! ahead (left-edge r others))
          (Some x))
         (_ None)))
     (count tre))))

(declare left-edge (OrdTree :elt -> List (OrdTree :elt) -> List (OrdTree :elt)))
(define (left-edge t others)
  (match t
    ((Empty) others)
    ((Bin _ _ l _) (left-edge l (Cons t others)))))

(declare decreasing-order (OrdTree :elt -> iter:Iterator :elt))
(define (decreasing-order tre)
  "The elements, the greatest first.

    (the (List Integer) (iter:collect! (decreasing-order (insert (insert Empty 2) 1))))  => #<List [2 1]>"
  (let ((ahead (p:cell-new (right-edge tre Nil))))
    (iter:with-size
     (fn ()
       (match (p:cell-read ahead)
         ((Cons (Bin _ x l _) others)
          (p:cell-write! ahead (right-edge l others))
          (Some x))
         (_ None)))
     (count tre))))

(declare right-edge (OrdTree :elt -> List (OrdTree :elt) -> List (OrdTree :elt)))
(define (right-edge t others)
  (match t
    ((Empty) others)
    ((Bin _ _ _ r) (right-edge r (Cons t others)))))

;;; Instances

(define-instance (Eq :elt => Eq (OrdTree :elt))
  (define (== a b)
    (and (== (count a) (count b))
         (iter:elementwise==! (increasing-order a) (increasing-order b)))))

(define-instance (Ord :elt => Ord (OrdTree :elt))
  (define (<=> a b) (<=> (elements a) (elements b))))

(define-instance (Hash :elt => Hash (OrdTree :elt))
  (define (hash t) (iter:elementwise-hash! (increasing-order t))))

(define-instance (Default (OrdTree :elt))
  (define (default) Empty))

(define-instance (Ord :elt => Semigroup (OrdTree :elt))
  (define (<> a b) (union a b)))

(define-instance (Ord :elt => Monoid (OrdTree :elt))
  (define mempty Empty))

(define-instance (Foldable OrdTree)
  (define (fold f a t)
    (match t
      ((Empty) a)
      ((Bin _ x l r) (fold f (f (fold f a l) x) r))))
  (define (foldr f a t)
    (match t
      ((Empty) a)
      ((Bin _ x l r) (foldr f (f x (foldr f a r)) l)))))

(define-instance (IntoIterator (OrdTree :elt) :elt)
  (define (into-iter t) (increasing-order t)))

(define-instance (Ord :elt => FromIterator (OrdTree :elt) :elt)
  (define (collect! it) (iter:fold! insert Empty it)))

(define-instance (Show :elt => Show (OrdTree :elt))
  (define (show-to f t) (show-items "OrdTree" (elements t) f)))
