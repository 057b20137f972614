;; All ways to put n queens on a board, found with lists of columns.
(declare safe? (Integer -> Integer -> List Integer -> Boolean))
(define (safe? column distance placed)
  (match placed
    ((Nil) True)
    ((Cons q rest)
     (and (/= q column)
          (and (/= q (+ column distance))
               (and (/= q (- column distance))
                    (safe? column (+ distance 1) rest)))))))

(declare queens (Integer -> Integer -> List (List Integer)))
(define (queens k n)
  (if (== k 0)
      (make-list Nil)
      (list:concatMap (fn (placed)
                    (map (fn (c) (Cons c placed))
                         (filter (fn (c) (safe? c 1 placed)) (range 1 n))))
                  (queens (- k 1) n))))

(define (main) (println (show (length (queens 12 12)))))
