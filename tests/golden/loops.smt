;; Loops and tail calls.
(declare gauss (Integer -> Integer))
(define (gauss n)
  (rec loop ((i 1) (sum 0))
    (if (> i n) sum (loop (1+ i) (+ sum i)))))

(declare first-multiple (Integer -> Integer -> Integer))
(define (first-multiple n above)
  (for ((i n (+ i n)))
    :returns i
    (when (> i above) (break))))

(declare even-length? (List :a -> Boolean))
(define (even-length? xs) (match xs ((Nil) True) ((Cons _ r) (odd-length? r))))
(declare odd-length? (List :a -> Boolean))
(define (odd-length? xs) (match xs ((Nil) False) ((Cons _ r) (even-length? r))))

(println (show (gauss 10)))
(println (show (first-multiple 7 100)))
(println (show (even-length? (make-list 1 2 3))))
