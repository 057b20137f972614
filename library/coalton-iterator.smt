;;;; coalton/iterator -- values one after the other.
;;;;
;;;; An iterator is a function that gives the next element, or None at the end, and perhaps the number of
;;;; elements to come. It can be gone through once. Functions that end in ! use up the iterators they are given;
;;;; those that give another iterator do no work before its elements are asked for.

(package coalton/iterator
  (import
   coalton/classes
   coalton/builtin
   coalton/hash
   coalton/math/arith
   smelter/table
   (smelter/prim as p))
  (export
   Iterator new with-size next! size-hint
   IntoIterator into-iter FromIterator collect!
   empty once repeat repeat-for recursive-iter
   range-increasing range-decreasing up-to up-through down-from count-forever
   fold! for-each! count! sum! mconcat! mconcatmap! last!
   and! or! every! any! find! find-map! index-of!
   optimize! optimize-by! max! min! maximize-by! minimize-by!
   elementwise-match! elementwise==! elementwise-hash!
   filter! filter-map! map-while! unwrapped! take! remove-duplicates!
   zip! zip-with! enumerate! pair-with! interleave! chain! flatten! flat-map!))

(define-type (Iterator :elt)
  "Elements that come one after the other."
  (Iterator-of (Void -> Optional :elt) (Optional UFix)))

(define-class (IntoIterator :container :elt (:container -> :elt))
  "What can be gone through."
  (into-iter "A new iterator over the elements.

    (the (List Char) (collect! (into-iter \"abc\")))  => #<List [#\\a #\\b #\\c]>" (:container -> Iterator :elt)))

(define-class (FromIterator :container :elt (:container -> :elt))
  "What can be made of the elements of an iterator."
  (collect! "A container of all elements.

    (the (Vector Integer) (collect! (up-to 3)))  => #<Vector [0 1 2]>" (Iterator :elt -> :container)))

;;; Iterators themselves

(declare new ((Void -> Optional :elt) -> Iterator :elt))
(define (new f)
  "The iterator whose elements come from calling f, until that gives None.

    (the (List Integer) (collect! (take! 2 (new (fn () (Some 1))))))  => #<List [1 1]>"
  (Iterator-of f None))

(declare with-size ((Void -> Optional :elt) * UFix -> Iterator :elt))
(define (with-size f size)
  "The same, when it is known how many elements there will be.

    (size-hint (with-size (fn () (Some 1)) 3))  => (Some 3)"
  (Iterator-of f (Some size)))

(declare next! (Iterator :elt -> Optional :elt))
(define (next! (Iterator-of f _))
  "The next element; None at the end.

    (next! (up-to 3))  => (Some 0)
    (next! (the (Iterator Integer) empty))  => None"
  (f))

(declare size-hint (Iterator :elt -> Optional UFix))
(define (size-hint (Iterator-of _ size))
  "How many elements there were at the start, if that is known.

    (size-hint (up-to 3))  => None
    (size-hint (filter! even? (up-to 3)))  => None"
  size)

(define-instance (IntoIterator (Iterator :elt) :elt)
  (define (into-iter iter) iter))

(define-instance (IntoIterator (Optional :a) :a)
  (define (into-iter x)
    (match x
      ((Some y) (once y))
      ((None) empty))))

(define-instance (IntoIterator (Result :err :elt) :elt)
  (define (into-iter x)
    (match x
      ((Ok y) (once y))
      ((Err _) empty))))

(define-instance (IntoIterator (List :elt) :elt)
  (define (into-iter xs)
    (let ((rest (p:cell-new xs)))
      (Iterator-of
       (fn ()
         (match (p:cell-read rest)
           ((Nil) None)
           ((Cons y ys)
            (p:cell-write! rest ys)
            (Some y))))
       None))))

(define-instance (FromIterator (List :elt) :elt)
  (define (collect! iter) (collect-list iter)))

(declare collect-list (Iterator :elt -> List :elt))
(define (collect-list iter)
  (match (next! iter)
    ((None) Nil)
    ((Some x) (Cons x (collect-list iter)))))

;; Collecting stops where there is no value, and what was collected is dropped then.

(define-instance (FromIterator :container :elt => FromIterator (Optional :container) (Optional :elt))
  (define (collect! iter)
    (let ((failed (p:cell-new False)))
      (let ((container
              (collect!
               (new (fn ()
                      (match (next! iter)
                        ((None) None)
                        ((Some (Some x)) (Some x))
                        ((Some (None))
                         (p:cell-write! failed True)
                         None)))))))
        (if (p:cell-read failed) None (Some container))))))

(define-instance (FromIterator :container :elt => FromIterator (Result :err :container) (Result :err :elt))
  (define (collect! iter)
    (let ((failure (p:cell-new None)))
      (let ((container
              (collect!
               (new (fn ()
                      (match (next! iter)
                        ((None) None)
                        ((Some (Ok x)) (Some x))
                        ((Some (Err e))
                         (p:cell-write! failure (Some e))
                         None)))))))
        (match (p:cell-read failure)
          ((None) (Ok container))
          ((Some e) (Err e)))))))

(define-instance (Functor Iterator)
  (define (map f (Iterator-of next size))
    (Iterator-of
     (fn ()
       (match (next)
         ((Some x) (Some (f x)))
         ((None) None)))
     size)))

;;; Making iterators

(declare empty (Iterator :any))
(define empty
  "No elements.

    (the (List Integer) (collect! empty))  => #<List []>"
  (Iterator-of (fn () None) (Some 0)))

(declare once (:item -> Iterator :item))
(define (once item)
  "One element.

    (list:length (collect! (once 1)))  => 1"
  (repeat-for item 1))

(declare repeat (:item -> Iterator :item))
(define (repeat item)
  "The same element for ever.

    (the (List Integer) (collect! (take! 3 (repeat 1))))  => #<List [1 1 1]>"
  (new (fn () (Some item))))

(declare repeat-for (:item * UFix -> Iterator :item))
(define (repeat-for item count)
  "The same element so many times.

    (the (List Integer) (collect! (repeat-for 1 3)))  => #<List [1 1 1]>"
  (let ((left (p:cell-new count)))
    (with-size
     (fn ()
       (let ((n (p:cell-read left)))
         (if (== n 0)
             None
             (progn
               (p:cell-write! left (- n 1))
               (Some item)))))
     count)))

(declare recursive-iter ((:elt -> :elt) * (:elt -> Boolean) * :elt -> Iterator :elt))
(define (recursive-iter succ done? start)
  "start, what succ makes of it, what succ makes of that, until done? holds.

    (the (List Integer) (collect! (recursive-iter (fn (x) (* 2 x)) (fn (x) (> x 20)) 1)))  => #<List [1 2 4 8 16]>
    (the (List Integer) (collect! (recursive-iter (* 2) (< 20) 1)))  => #<List [1 2 4 8 16]>"
  (let ((here (p:cell-new start)))
    (new
     (fn ()
       (let ((x (p:cell-read here)))
         (if (done? x)
             None
             (progn
               (p:cell-write! here (succ x))
               (Some x))))))))

(declare range-increasing ((Num :num) (Ord :num) => :num * :num * :num -> Iterator :num))
(define (range-increasing step start end)
  "From start upwards by step, as long as it is less than end. The step must be greater than 0.

    (the (List Integer) (collect! (range-increasing 2 0 7)))  => #<List [0 2 4 6]>"
  (forwards step)
  (recursive-iter (fn (n) (+ n step)) (fn (n) (>= n end)) start))

;; A range that does not come nearer to its end would have none.
(declare forwards ((Num :num) (Ord :num) => :num -> Unit))
(define (forwards step)
  (unless (> step 0)
    (p:error "the step of a range must be greater than 0")))

(declare range-decreasing ((Num :num) (Ord :num) => :num * :num * :num -> Iterator :num))
(define (range-decreasing step start end)
  "Downwards by step, from one step below start, as long as it is not less than end:
`(range-decreasing 2 10 0)` is 8 6 4 2 0. The step must be greater than 0.

    (the (List Integer) (collect! (range-decreasing 2 10 0)))  => #<List [8 6 4 2 0]>"
  (forwards step)
  (let ((here (p:cell-new start)))
    (new
     (fn ()
       (let ((n (p:cell-read here)))
         ;; Not (< (- n step) end): unsigned numbers have nothing below zero.
         (if (< n (+ end step))
             None
             (progn
               (p:cell-write! here (- n step))
               (Some (- n step)))))))))

(declare up-to ((Num :num) (Ord :num) => :num -> Iterator :num))
(define (up-to limit)
  "From 0 upwards, without the limit: `(up-to 3)` is 0 1 2.

    (the (List Integer) (collect! (up-to 3)))  => #<List [0 1 2]>
    (the (List Integer) (collect! (up-to -3)))  => #<List []>"
  (range-increasing 1 0 limit))

(declare up-through ((Num :num) (Ord :num) => :num -> Iterator :num))
(define (up-through limit)
  "From 0 upwards, with the limit.

    (the (List Integer) (collect! (up-through 3)))  => #<List [0 1 2 3]>"
  (up-to (+ limit 1)))

(declare down-from ((Num :num) (Ord :num) => :num -> Iterator :num))
(define (down-from limit)
  "From below the limit downwards to 0: `(down-from 3)` is 2 1 0.

    (the (List Integer) (collect! (down-from 3)))  => #<List [2 1 0]>"
  (range-decreasing 1 limit 0))

(declare count-forever ((Num :num) (Ord :num) => Void -> Iterator :num))
(define (count-forever)
  "From 0 upwards without an end.

    (the (List Integer) (collect! (take! 3 (count-forever))))  => #<List [0 1 2]>"
  (recursive-iter (fn (n) (+ n 1)) (fn (_) False) 0))

;;; Using them up

(declare fold! ((:state * :elt -> :state) * :state * Iterator :elt -> :state))
(define (fold! func init iter)
  "func of the state so far and an element, for every element.

    (fold! + 0 (up-to 5))  => 10
    (fold! - 0 (up-to 4))  => -6"
  (match (next! iter)
    ((Some x) (fold! func (func init x) iter))
    ((None) init)))

(declare for-each! ((:elt -> Void) * Iterator :elt -> Void))
(define (for-each! thunk iter)
  "Call thunk with every element."
  (match (next! iter)
    ((Some x)
     (thunk x)
     (for-each! thunk iter))
    ((None) Unit)))

(declare count! (Iterator :elt -> UFix))
(define (count! iter)
  "How many elements there are.

    (count! (the (Iterator Integer) (up-to 5)))  => 5"
  (fold! (fn (n _) (+ n 1)) 0 iter))

(declare sum! (Num :num => Iterator :num -> :num))
(define (sum! iter)
  "The sum of all elements.

    (sum! (up-to 5))  => 10"
  (fold! + 0 iter))

(declare mconcat! (Monoid :a => Iterator :a -> :a))
(define (mconcat! iter)
  "All elements combined.

    (mconcat! (into-iter (make-list \"a\" \"b\")))  => \"ab\""
  (mconcat (collect-list iter)))

(declare mconcatmap! (Monoid :a => (:b -> :a) * Iterator :b -> :a))
(define (mconcatmap! func iter)
  "What func gives for every element, all combined.

    (mconcatmap! show (up-to 3))  => \"012\""
  (mconcat! (map func iter)))

(declare last! (Iterator :a -> Optional :a))
(define (last! iter)
  "The last element.

    (last! (up-to 5))  => (Some 4)
    (last! (up-to 3))  => (Some 2)"
  (fold! (fn (_ x) (Some x)) None iter))

(declare and! (Iterator Boolean -> Boolean))
(define (and! iter)
  "Are all true? Stops at the first that is not.

    (and! (into-iter (make-list True False)))  => False
    (and! empty)  => True"
  (every! (fn (x) x) iter))

(declare or! (Iterator Boolean -> Boolean))
(define (or! iter)
  "Is one true? Stops at the first that is.

    (or! (into-iter (make-list True False)))  => True
    (or! empty)  => False"
  (any! (fn (x) x) iter))

(declare every! ((:elt -> Boolean) * Iterator :elt -> Boolean))
(define (every! good? iter)
  "Is good? true of all? Stops at the first of which it is not.

    (every! even? (into-iter (make-list 2 4)))  => True"
  (match (next! iter)
    ((Some x) (if (good? x) (every! good? iter) False))
    ((None) True)))

(declare any! ((:elt -> Boolean) * Iterator :elt -> Boolean))
(define (any! good? iter)
  "Is good? true of one? Stops at the first of which it is.

    (any! even? (into-iter (make-list 1 2)))  => True"
  (match (next! iter)
    ((Some x) (if (good? x) True (any! good? iter)))
    ((None) False)))

(declare find! ((:elt -> Boolean) * Iterator :elt -> Optional :elt))
(define (find! this? iter)
  "The first element of which this? is true.

    (find! (fn (x) (> x 2)) (up-to 5))  => (Some 3)
    (find! even? (into-iter (make-list 1 2 4)))  => (Some 2)"
  (match (next! iter)
    ((Some x) (if (this? x) (Some x) (find! this? iter)))
    ((None) None)))

(declare find-map! ((:a -> Optional :b) * Iterator :a -> Optional :b))
(define (find-map! f iter)
  "What f gives for the first element for which it gives something.

    (the (Optional Integer) (find-map! string:parse-int (into-iter (make-list \"a\" \"1\" \"2\"))))  => (Some 1)"
  (match (next! iter)
    ((Some x)
     (match (f x)
       ((Some y) (Some y))
       ((None) (find-map! f iter))))
    ((None) None)))

(declare index-of! ((:elt -> Boolean) * Iterator :elt -> Optional UFix))
(define (index-of! this? iter)
  "How many elements come before the first of which this? is true.

    (index-of! (fn (x) (== x #\\c)) (into-iter \"abc\"))  => (Some 2)
    (index-of! even? (into-iter (make-list 1 2 4)))  => (Some 1)"
  (index-from 0 this? iter))

(declare index-from (UFix -> (:elt -> Boolean) -> Iterator :elt -> Optional UFix))
(define (index-from i this? iter)
  (match (next! iter)
    ((Some x) (if (this? x) (Some i) (index-from (+ i 1) this? iter)))
    ((None) None)))

(declare optimize! ((:elt * :elt -> Boolean) * Iterator :elt -> Optional :elt))
(define (optimize! better? iter)
  "The first element than which none is better.

    (optimize! > (into-iter (make-list 1 3 2)))  => (Some 3)"
  (match (next! iter)
    ((None) None)
    ((Some x) (Some (fold! (fn (best y) (if (better? y best) y best)) x iter)))))

(declare optimize-by! ((:b * :b -> Boolean) * (:a -> :b) * Iterator :a -> Optional :a))
(define (optimize-by! better? f iter)
  "The first element for which f gives the best.

    (optimize-by! > abs (into-iter (make-list 1 -3 2)))  => (Some -3)"
  (match (next! iter)
    ((None) None)
    ((Some x)
     (match (fold! (fn (best y)
                     (match best
                       ((Tuple _ best-key)
                        (let ((key (f y)))
                          (if (better? key best-key) (Tuple y key) best)))))
                   (Tuple x (f x))
                   iter)
       ((Tuple y _) (Some y))))))

(declare max! (Ord :num => Iterator :num -> Optional :num))
(define (max! iter)
  "The greatest element.

    (max! (into-iter (make-list 3 1 2)))  => (Some 3)
    (max! (into-iter (make-list 1 3 2)))  => (Some 3)
    (max! (the (Iterator Integer) empty))  => None"
  (optimize! > iter))

(declare min! (Ord :num => Iterator :num -> Optional :num))
(define (min! iter)
  "The least element.

    (min! (into-iter (make-list 2 1 3)))  => (Some 1)"
  (optimize! < iter))

(declare maximize-by! (Ord :a => (:elt -> :a) * Iterator :elt -> Optional :elt))
(define (maximize-by! f iter)
  "The element for which f gives the greatest.

    (maximize-by! abs (into-iter (make-list 1 -3 2)))  => (Some -3)"
  (optimize-by! > f iter))

(declare minimize-by! (Ord :a => (:elt -> :a) * Iterator :elt -> Optional :elt))
(define (minimize-by! f iter)
  "The element for which f gives the least.

    (minimize-by! (fn (x) (* x x)) (into-iter (make-list -3 1 2)))  => (Some 1)
    (minimize-by! abs (into-iter (make-list -2 1 -3)))  => (Some 1)"
  (optimize-by! < f iter))

(declare elementwise-match! ((:elt * :elt -> Boolean) * Iterator :elt * Iterator :elt -> Boolean))
(define (elementwise-match! same? left right)
  "Have both as many elements, and is same? true of each two?

    (elementwise-match! < (up-to 3) (up-through 3))  => False"
  (match (next! left)
    ((None)
     (match (next! right)
       ((None) True)
       ((Some _) False)))
    ((Some x)
     (match (next! right)
       ((None) False)
       ((Some y) (if (same? x y) (elementwise-match! same? left right) False))))))

(declare elementwise==! (Eq :elt => Iterator :elt * Iterator :elt -> Boolean))
(define (elementwise==! left right)
  "Have both the same elements?

    (elementwise==! (up-to 3) (up-to 3))  => True
    (elementwise==! (up-to 3) (up-to 4))  => False"
  (elementwise-match! == left right))

(declare elementwise-hash! (Hash :elt => Iterator :elt -> Hash))
(define (elementwise-hash! iter)
  "The hash of all elements together.

    (== (elementwise-hash! (up-to 3)) (elementwise-hash! (up-to 3)))  => True"
  (fold! (fn (so-far x) (combine-hashes so-far (hash x))) mempty iter))

;;; Making one of another

(declare filter! ((:elt -> Boolean) * Iterator :elt -> Iterator :elt))
(define (filter! keep? iter)
  "The elements of which keep? is true.

    (the (List Integer) (collect! (filter! (fn (x) (> x 2)) (up-to 5))))  => #<List [3 4]>
    (the (List Integer) (collect! (filter! even? (up-to 5))))  => #<List [0 2 4]>"
  (new (fn () (find! keep? iter))))

(declare filter-map! ((:a -> Optional :b) * Iterator :a -> Iterator :b))
(define (filter-map! f iter)
  "What f gives, where it gives something."
  (new (fn () (find-map! f iter))))

(declare map-while! ((:a -> Optional :b) * Iterator :a -> Iterator :b))
(define (map-while! f iter)
  "What f gives, up to the first time it gives None.

    (the (List Integer) (collect! (map-while! (fn (x) (if (< x 3) (Some (* 2 x)) None)) (up-to 9))))  => #<List [0 2 4]>"
  (new
   (fn ()
     (match (next! iter)
       ((Some x) (f x))
       ((None) None)))))

(declare unwrapped! (Unwrappable :wrapper => Iterator (:wrapper :elt) -> Iterator :elt))
(define (unwrapped! iter)
  "The values inside, where there are any."
  (filter-map! as-optional iter))

(declare take! (UFix * Iterator :elt -> Iterator :elt))
(define (take! count iter)
  "So many elements at most.

    (the (List Integer) (collect! (take! 2 (up-to 5))))  => #<List [0 1]>"
  (let ((left (p:cell-new count)))
    (new
     (fn ()
       (let ((n (p:cell-read left)))
         (if (== n 0)
             None
             (progn
               (p:cell-write! left (- n 1))
               (next! iter))))))))

(declare remove-duplicates! (Hash :elt => Iterator :elt -> Iterator :elt))
(define (remove-duplicates! iter)
  "The elements that did not come before.

    (the (List Integer) (collect! (remove-duplicates! (into-iter (make-list 1 2 1)))))  => #<List [1 2]>"
  (let ((seen (table-with-room 0)))
    (filter! (fn (x) (table-add! seen x Unit)) iter)))

(declare zip! (Iterator :left * Iterator :right -> Iterator (Tuple :left :right)))
(define (zip! left right)
  "An element of each together, until one of them ends.

    (the (List (Tuple Integer Char)) (collect! (zip! (up-to 9) (into-iter \"ab\"))))  => #<List [(Tuple 0 #\\a) (Tuple 1 #\\b)]>"
  (zip-with! Tuple left right))

(declare zip-with! ((:left * :right -> :out) * Iterator :left * Iterator :right -> Iterator :out))
(define (zip-with! f left right)
  "f of an element of each, until one of them ends.

    (the (List Integer) (collect! (zip-with! + (up-to 3) (up-to 3))))  => #<List [0 2 4]>"
  (new
   (fn ()
     (match (next! left)
       ((None) None)
       ((Some x)
        (match (next! right)
          ((None) None)
          ((Some y) (Some (f x y)))))))))

(declare enumerate! (Iterator :elt -> Iterator (Tuple UFix :elt)))
(define (enumerate! iter)
  "Every element with its number, from 0.

    (the (List (Tuple UFix Char)) (collect! (enumerate! (into-iter \"ab\"))))  => #<List [(Tuple 0 #\\a) (Tuple 1 #\\b)]>"
  (zip! (count-forever) iter))

(declare pair-with! ((:key -> :value) * Iterator :key -> Iterator (Tuple :key :value)))
(define (pair-with! func keys)
  "Every element with what func makes of it."
  (map (fn (key) (Tuple key (func key))) keys))

(declare interleave! (Iterator :a * Iterator :a -> Iterator :a))
(define (interleave! left right)
  "One of the left, one of the right, and so on; when one ends, the rest of the other.

    (the (List Integer) (collect! (interleave! (up-to 2) (into-iter (make-list 10 20 30)))))  => #<List [0 10 1 20 30]>"
  (let ((now (p:cell-new left))
        (after (p:cell-new right)))
    (new
     (fn ()
       (let ((this (p:cell-read now))
             (other (p:cell-read after)))
         (p:cell-write! now other)
         (p:cell-write! after this)
         (match (next! this)
           ((Some x) (Some x))
           ((None)
            (p:cell-write! after other)
            (next! other))))))))

(declare chain! (Iterator :elt * Iterator :elt -> Iterator :elt))
(define (chain! iter1 iter2)
  "The elements of the first, then those of the second.

    (the (List Integer) (collect! (chain! (up-to 2) (up-to 3))))  => #<List [0 1 0 1 2]>
    (the (List Integer) (collect! (chain! (up-to 2) (up-to 2))))  => #<List [0 1 0 1]>"
  (new
   (fn ()
     (match (next! iter1)
       ((Some x) (Some x))
       ((None) (next! iter2))))))

(declare flatten! (Iterator (Iterator :elt) -> Iterator :elt))
(define (flatten! iters)
  "The elements of all of them, one after the other.

    (the (List Integer) (collect! (flatten! (map up-to (up-to 4)))))  => #<List [0 0 1 0 1 2]>"
  (let ((now (p:cell-new empty)))
    (new (fn () (next-of-all now iters)))))

(declare next-of-all (Cell (Iterator :elt) -> Iterator (Iterator :elt) -> Optional :elt))
(define (next-of-all now iters)
  (match (next! (p:cell-read now))
    ((Some x) (Some x))
    ((None)
     (match (next! iters)
       ((None) None)
       ((Some iter)
        (p:cell-write! now iter)
        (next-of-all now iters))))))

(declare flat-map! ((:a -> Iterator :b) * Iterator :a -> Iterator :b))
(define (flat-map! func iter)
  "The elements of what func gives for each.

    (the (List Integer) (collect! (flat-map! (fn (n) (up-to n)) (up-to 4))))  => #<List [0 0 1 0 1 2]>
    (the (List Integer) (collect! (flat-map! up-to (up-to 4))))  => #<List [0 0 1 0 1 2]>"
  (flatten! (map func iter)))
