;; Exact arithmetic: Miller-Rabin, RSA, the Chinese remainder theorem, digits of pi and e, continued fractions, Bernoulli
;; numbers, partitions with a memo table, Egyptian fractions, and conversions between bases.
(declare power-mod (Integer -> Integer -> Integer -> Integer))
(define (power-mod b e m)
  (rec go ((b (mod b m)) (e e) (acc 1))
    (cond ((== e 0) (mod acc m))
          ((odd? e) (go (mod (* b b) m) (math:div e 2) (mod (* acc b) m)))
          (True (go (mod (* b b) m) (math:div e 2) acc)))))

;; n - 1 = 2^s * d with odd d
(declare split-even (Integer -> Tuple UFix Integer))
(define (split-even n)
  (rec go ((s 0) (d n))
    (if (even? d) (go (+ s 1) (math:div d 2)) (Tuple s d))))

(declare probably-prime? (Integer -> Boolean))
(define (probably-prime? n)
  (cond
    ((< n 2) False)
    ((list:member n witnesses) True)
    ((list:any (fn (p) (== 0 (mod n p))) witnesses) False)
    (True
     (let (Tuple s d) = (split-even (- n 1)))
     (list:all (fn (a)
                 (let x = (power-mod a d n))
                 (if (or (== x 1) (== x (- n 1)))
                     True
                     (progn
                       (let y = (cell:new x))
                       (for ((i 1 (+ i 1))) :while (< i s)
                         (cell:update! (fn (y) (mod (* y y) n)) y)
                         (when (== (cell:read y) (- n 1)) (return True)))
                       False)))
               witnesses))))
(define witnesses (the (List Integer) (make-list 2 3 5 7 11 13 17 19 23 29 31 37)))

(declare next-prime (Integer -> Integer))
(define (next-prime n) (if (probably-prime? (+ n 1)) (+ n 1) (next-prime (+ n 1))))

;; gcd and the factors that make it
(declare extended-gcd (Integer -> Integer -> Integer * Integer * Integer))
(define (extended-gcd a b)
  (if (== b 0)
      (values a 1 0)
      (progn
        (let (values q r) = (math:divMod a b))
        (let (values g x y) = (extended-gcd b r))
        (values g y (- x (* q y))))))

(declare inverse-mod (Integer -> Integer -> Optional Integer))
(define (inverse-mod a m)
  (let (values g x _) = (extended-gcd (mod a m) m))
  (if (== g 1) (Some (mod x m)) None))

(declare chinese-remainder (List (Tuple Integer Integer) -> Optional (Tuple Integer Integer)))
(define (chinese-remainder xs)
  (match xs
    ((Nil) (Some (Tuple 0 1)))
    ((Cons (Tuple a m) rest)
     (do ((Tuple b n) <- (chinese-remainder rest))
         (inv <- (inverse-mod n m))
         (let product = (* m n))
         (pure (Tuple (mod (+ b (* n (* inv (- a b)))) product) product))))))

;; ---- RSA on text
(declare encode (String -> Integer))
(define (encode text)
  (fold (fn (n c) (+ (* n 65536) (into (char:char-code c)))) 0 (the (List Char) (into text))))
(declare decode (Integer -> String))
(define (decode n)
  (rec go ((n n) (acc Nil))
    (if (== n 0)
        (into acc)
        (go (math:div n 65536) (Cons (from-some "char" (char:code-char (fromInt (mod n 65536)))) acc)))))

;; ---- digits by spigots: streams as functions
(define-type (Stream :a) (Stream :a (Unit -> Stream :a)))
(declare take-stream (UFix -> Stream :a -> List :a))
(define (take-stream n (Stream x rest))
  (if (== n 0) Nil (Cons x (take-stream (- n 1) (rest)))))

;; Gibbons' unbounded spigot
(declare pi-digits (Integer -> Integer -> Integer -> Integer -> Integer -> Integer -> Stream Integer))
(define (pi-digits q r t k n l)
  (if (< (- (+ (* 4 q) r) t) (* n t))
      (Stream n (fn () (pi-digits (* q 10) (* 10 (- r (* n t))) t k
                                  (- (math:div (* 10 (+ (* 3 q) r)) t) (* 10 n)) l)))
      (pi-digits (* q k) (* (+ (* 2 q) r) l) (* t l) (+ k 1)
                 (math:div (+ (* q (+ (* 7 k) 2)) (* r l)) (* t l)) (+ l 2))))

(declare e-digits (UFix -> String))
(define (e-digits n)
  (let scale = (^ 10 (+ n 10)))
  (let total = (rec go ((term scale) (k 1) (sum 0))
                 (if (== term 0) sum (go (math:div term k) (+ k 1) (+ sum term)))))
  (string:substring (show total) 0 n))

;; ---- continued fractions
(declare continued (Fraction -> List Integer))
(define (continued x)
  (let whole = (floor x))
  (let rest = (- x (into whole)))
  (Cons whole (if (== rest 0) Nil (continued (/ 1 rest)))))
(declare convergent (List Integer -> Fraction))
(define (convergent xs)
  (match xs
    ((Cons x (Nil)) (into x))
    ((Cons x rest) (+ (into x) (/ 1 (convergent rest))))
    ((Nil) 0)))

(declare bernoulli (UFix -> List Fraction))
(define (bernoulli count)
  (let row = (vector:new))
  (let out = (cell:new Nil))
  (for ((m 0 (+ m 1))) :while (< m count)
    (vector:push! (/ 1 (into (the Integer (+ 1 (into m))))) row)
    (for ((j m (- j 1))) :while (> j 0)
      (let a = (vector:index-unsafe (- j 1) row))
      (let b = (vector:index-unsafe j row))
      (vector:set! (- j 1) (* (into (the Integer (into j))) (- a b)) row))
    (cell:push! out (vector:index-unsafe 0 row)))
  (reverse (cell:read out)))

(declare egyptian (Fraction -> List Integer))
(define (egyptian x)
  (if (== x 0)
      Nil
      (progn
        (let n = (ceiling (/ 1 x)))
        (Cons n (egyptian (- x (/ 1 (into n))))))))

;; ---- partitions by Euler's pentagonal numbers, remembered
(define memo (the (hashtable:HashTable Integer Integer) (hashtable:new)))
(declare partitions (Integer -> Integer))
(define (partitions n)
  (cond
    ((< n 0) 0)
    ((== n 0) 1)
    (True
     (match (hashtable:get memo n)
       ((Some p) p)
       ((None)
        (let p = (for ((k 1 (+ k 1)) (total 0 (+ total (* (if (odd? k) 1 -1)
                                                           (+ (partitions (- n (pentagonal k)))
                                                              (partitions (- n (pentagonal (negate k)))))))))
                   :returns total
                   :while (<= (pentagonal k) n)))
        (hashtable:set! memo n p)
        p)))))
(define (pentagonal k) (math:div (* k (- (* 3 k) 1)) (the Integer 2)))

(declare in-base (Integer -> Integer -> String))
(define (in-base b n)
  (let digits = (the (List Char) (into "0123456789abcdefghijklmnopqrstuvwxyz")))
  (if (< n b)
      (into (from-some "digit" (list:index (fromInt n) digits)))
      (<> (in-base b (math:div n b)) (in-base b (mod n b)))))

(define (main)
  (println (show (filter probably-prime? (range 1 60))))
  (println (show (map probably-prime? (make-list 561 3215031751 (- (^ 2 127) 1) (+ (^ 2 128) 1)))))
  (println (show (next-prime (^ 10 30))))
  (let p = (next-prime (^ 10 40)))
  (let q = (next-prime (* 7 (^ 10 41))))
  (let modulus = (* p q))
  (let secret = (from-some "inverse" (inverse-mod 65537 (* (- p 1) (- q 1)))))
  (let message = "Zażółć λ")
  (let cipher = (power-mod (encode message) 65537 modulus))
  (println (show (== message (decode (power-mod cipher secret modulus)))))
  (println (show (mod cipher 1000000007)))
  (println (show (chinese-remainder (make-list (Tuple 2 3) (Tuple 3 5) (Tuple 2 7)))))
  (println (show (chinese-remainder (make-list (Tuple 1 4) (Tuple 3 6)))))
  (println (mconcatmap show (take-stream 50 (pi-digits 1 0 1 1 3 3))))
  (println (e-digits 50))
  (println (show (continued (/ 649 200))))
  (println (show (convergent (make-list 3 7 15 1 292))))
  (println (show (bernoulli 13)))
  (println (show (egyptian (/ 7 15))))
  (println (show (map partitions (make-list 5 100 500))))
  (println (unwords (list:zipWith in-base (make-list 2 16 36) (make-list 1000 (^ 2 100) (^ 10 20)))))
  (println (show (math:gcd (^ 2 90) (* (^ 6 40) 5))))
  (println (show (math:isqrt (^ 10 61)))))
