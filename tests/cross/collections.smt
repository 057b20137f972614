;; What only registers and the stack of a deep recursion know of survives collections.
(declare build (Integer -> List (List Integer)))
(define (build n)
  (if (== n 0)
      Nil
      (let ((row (range 1 20)))
        (Cons row (build (- n 1))))))
(declare sum-all (List (List Integer) -> Integer))
(define (sum-all rows) (fold + 0 (map (fn (row) (fold + 0 row)) rows)))
(declare keep (Integer -> Integer -> Integer))
(define (keep n total)
  (if (== n 0)
      total
      (keep (- n 1) (+ total (sum-all (build 2000))))))
(define (tower n) (if (== n 0) "" (<> (show n) (tower (- n 1)))))
(println (show (keep 60 0)))
(println (show (str:length (tower 3000))))
