;;;; The functions on lists beside what they mean, written out in the plainest way.
(import (property as property))

(declare same-list (String -> List Integer -> List Integer -> Unit))
(define (same-list what wanted got)
  (property:same what wanted got))

;; Is it sorted, and does what is equal by the key come in the order of the second parts?
(declare stable? (List (Tuple Integer Integer) -> Boolean))
(define (stable? pairs)
  (match pairs
    ((Cons (Tuple a i) (Cons (Tuple b j) rest))
     (and (or (< a b) (and (== a b) (< i j))) (stable? (Cons (Tuple b j) rest))))
    (_ True)))

(declare numbered (List Integer -> List (Tuple Integer Integer)))
(define (numbered xs)
  (list:zip xs (list:range 1 (+ 1 (into (list:length xs))))))

(declare times-in (Integer -> List Integer -> UFix))
(define (times-in x xs)
  (list:countBy (== x) xs))

(declare indices (List Integer -> List UFix))
(define (indices xs)
  (match xs
    ((Nil) Nil)
    (_ (list:range 0 (- (list:length xs) 1)))))

(declare sequence (Void -> Unit))
(define (sequence)
  (let xs = (if (property:large?) (list:concatMap (fn (_) (property:small-list)) (list:range 1 100)) (property:small-list)))
  (let ys = (property:small-list))
  (let x = (property:small-integer))
  (let n = (the UFix (unwrap-into (property:below 14))))
  (property:note (fold <> "" (make-list (show xs) ", " (show ys) ", " (show x) ", " (show n))))
  (let even = (fn (k) (== 0 (mod k 2))))
  ;; parts
  (same-list "take and drop" xs (list:append (list:take n xs) (list:drop n xs)))
  (property:same "take" (min n (list:length xs)) (list:length (list:take n xs)))
  (property:same "split-at" (Tuple (list:take n xs) (list:drop n xs)) (list:split-at n xs))
  (property:same "index" (list:head (list:drop n xs)) (list:index n xs))
  (same-list "nth-cdr" (list:drop n xs) (list:nth-cdr n xs))
  (same-list "init and last" xs
             (match (list:last xs)
               ((Some l) (list:append (list:init xs) (make-list l)))
               ((None) Nil)))
  (same-list "reverse twice" xs (list:reverse (list:reverse xs)))
  (same-list "reverse of append" (list:append (list:reverse ys) (list:reverse xs)) (list:reverse (list:append xs ys)))
  ;; searching
  (property:same "find" (list:head (list:filter even xs)) (list:find even xs))
  (property:same "findIndex" (list:find (fn (i) (even (list:nth i xs))) (indices xs)) (list:findIndex even xs))
  (property:same "elemIndex" (list:find (fn (i) (== x (list:nth i xs))) (indices xs)) (list:elemIndex x xs))
  (property:same "member" (> (times-in x xs) 0) (list:member x xs))
  (property:same "any" (not (list:null? (list:filter even xs))) (list:any even xs))
  (property:same "all" (== (list:length xs) (list:countBy even xs)) (list:all even xs))
  ;; leaving out
  (property:same "partition" (Tuple (list:filter even xs) (list:filter (fn (k) (not (even k))) xs)) (list:partition even xs))
  (same-list "remove" (match (list:elemIndex x xs)
                        ((Some i) (list:append (list:take i xs) (list:drop (+ i 1) xs)))
                        ((None) xs))
             (list:remove x xs))
  (let unique = (list:remove-duplicates xs))
  (property:same "no duplicates" True (list:all (fn (k) (== 1 (times-in k unique))) unique))
  (property:same "none lost" True (list:all (fn (k) (list:member k unique)) xs))
  (let union = (list:union xs ys))
  (property:same "union" True (list:all (fn (k) (== 1 (times-in k union))) (list:append xs ys)))
  (let both = (list:intersection xs ys))
  (property:same "intersection" True
                 (list:all (fn (k) (== (times-in k both) (if (and (list:member k xs) (list:member k ys)) 1 0)))
                           (list:append xs ys)))
  (let less = (list:difference xs ys))
  (property:same "difference" True
                 (list:all (fn (k)
                             (let a = (times-in k xs))
                             (let b = (times-in k ys))
                             (== (times-in k less) (if (> a b) (- a b) 0)))
                           xs))
  ;; order
  (let sorted = (list:sort xs))
  (property:same "sorted" True (list:all (fn ((Tuple a b)) (<= a b)) (list:zip sorted (list:drop 1 sorted))))
  (property:same "the same elements" True (list:all (fn (k) (== (times-in k xs) (times-in k sorted))) xs))
  (property:same "stable" True
                 (stable? (list:sortBy (fn (a b) (<=> (fst a) (fst b)))
                                       (numbered (map (fn (k) (mod k 4)) xs)))))
  (same-list "insert" (list:sort (Cons x xs)) (list:insert x sorted))
  (property:same "maximum" (list:last sorted) (list:maximum xs))
  (property:same "minimum" (list:head sorted) (list:minimum xs))
  (property:same "sum" (fold + 0 xs) (list:sum xs))
  (property:same "compare" (<=> (Tuple xs ys) (Tuple xs ys)) EQ)
  (property:same "antisymmetry" (match (<=> xs ys) ((LT) GT) ((GT) LT) ((EQ) EQ)) (<=> ys xs))
  ;; several lists
  (property:same "zip" (min (list:length xs) (list:length ys)) (list:length (list:zip xs ys)))
  (same-list "zipWith" (map (fn ((Tuple a b)) (- a b)) (list:zip xs ys)) (list:zipWith - xs ys))
  (same-list "concat" (list:append xs (list:append ys xs)) (list:concat (make-list xs ys xs)))
  (same-list "concatMap" (list:concat (map (fn (k) (make-list k x)) xs)) (list:concatMap (fn (k) (make-list k x)) xs))
  (same-list "intersperse" (match xs
                             ((Nil) Nil)
                             ((Cons a rest) (Cons a (list:concatMap (fn (b) (make-list x b)) rest))))
             (list:intersperse x xs))
  (property:same "transpose twice" (list:filter list:cons? (make-list xs))
                 (list:transpose (list:transpose (make-list xs))))
  ;; choices
  (let few = (list:take 5 xs))
  (let m = (list:length few))
  (property:same "combs" (list:length (list:combs few)) (^ 2 (into m)))
  (property:same "combsOf" (list:filter (fn (c) (== (list:length c) n)) (list:combs few)) 
                 (list:filter (fn (c) (list:member c (list:combsOf n few))) (list:combs few)))
  (property:same "perms" True (list:all (fn (p) (== (list:sort p) (list:sort few))) (list:perms few)))
  (property:same "classes" (list:sort xs) (list:sort (list:concat (list:equivalence-classes xs)))))

(define (main arguments)
  (property:check "list" sequence arguments))
