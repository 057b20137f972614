;; Binary trees: many short-lived trees beside one that lives long.
(define-type Tree
  Leaf
  (Node Tree Tree))

(declare build (Integer -> Tree))
(define (build depth)
  (if (== depth 0)
      (Node Leaf Leaf)
      (Node (build (- depth 1)) (build (- depth 1)))))

(declare count (Tree -> Integer))
(define (count t)
  (match t
    ((Leaf) 0)
    ((Node l r) (+ 1 (+ (count l) (count r))))))

(declare repeat (Integer -> Integer -> Integer -> Integer))
(define (repeat times depth sum)
  (if (== times 0)
      sum
      (repeat (- times 1) depth (+ sum (count (build depth))))))

(declare series (Integer -> Integer -> Integer -> Unit))
(define (series depth max times)
  (if (> depth max)
      Unit
      (progn
        (println (mconcat (make-list (show times) " trees of depth " (show depth) ", check "
                                     (show (repeat times depth 0)))))
        (series (+ depth 2) max (math:div times 4)))))

(define (main)
  (let ((max 17)
        (long-lived (build 17)))
    (progn
      (series 4 max 131072)
      (println (<> "long lived tree, check " (show (count long-lived)))))))
