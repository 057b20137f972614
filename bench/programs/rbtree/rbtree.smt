;; Okasaki's red-black tree as a map from Integer to Integer: insert a million keys, then look all of them up.
(define-type Color Red Black)
(define-type Tree
  Empty
  (Node Color Tree Integer Integer Tree))

(declare balance (Color -> Tree -> Integer -> Integer -> Tree -> Tree))
(define (balance color l k v r)
  (match (Tuple color (Tuple l r))
    ((Tuple (Black) (Tuple (Node (Red) (Node (Red) a kx vx b) ky vy c) d))
     (Node Red (Node Black a kx vx b) ky vy (Node Black c k v d)))
    ((Tuple (Black) (Tuple (Node (Red) a kx vx (Node (Red) b ky vy c)) d))
     (Node Red (Node Black a kx vx b) ky vy (Node Black c k v d)))
    ((Tuple (Black) (Tuple a (Node (Red) (Node (Red) b ky vy c) kz vz d)))
     (Node Red (Node Black a k v b) ky vy (Node Black c kz vz d)))
    ((Tuple (Black) (Tuple a (Node (Red) b ky vy (Node (Red) c kz vz d))))
     (Node Red (Node Black a k v b) ky vy (Node Black c kz vz d)))
    (_ (Node color l k v r))))

(declare add (Integer -> Integer -> Tree -> Tree))
(define (add key value t)
  (match t
    ((Empty) (Node Red Empty key value Empty))
    ((Node color l k v r)
     (cond ((< key k) (balance color (add key value l) k v r))
           ((> key k) (balance color l k v (add key value r)))
           (True (Node color l key value r))))))

(declare insert (Integer -> Integer -> Tree -> Tree))
(define (insert key value t)
  (match (add key value t)
    ((Empty) Empty)
    ((Node _ l k v r) (Node Black l k v r))))

(declare find (Integer -> Tree -> Optional Integer))
(define (find key t)
  (match t
    ((Empty) None)
    ((Node _ l k v r)
     (cond ((< key k) (find key l))
           ((> key k) (find key r))
           (True (Some v))))))

(declare next (Integer -> Integer))
(define (next x) (math:mod (+ (* x 1103515245) 12345) 2147483648))

(declare fill (Integer -> Integer -> Tree -> Tree))
(define (fill n x t) (if (== n 0) t (fill (- n 1) (next x) (insert x n t))))

(declare sum (Integer -> Integer -> Tree -> Integer -> Integer))
(define (sum n x t total)
  (if (== n 0)
      total
      (sum (- n 1) (next x) t
           (match (find x t)
             ((Some v) (+ total v))
             ((None) total)))))

(define (main) (println (show (sum 200000 42 (fill 200000 42 Empty) 0))))
