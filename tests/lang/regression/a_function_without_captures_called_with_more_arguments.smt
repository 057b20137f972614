; expect: 10
(declare count (Integer -> Integer -> Integer))
(define (count n so-far) (if (<= n 0) so-far (count (- n 1) (+ so-far n))))
(define (main)
  (println (show (+ 1 (the Integer (flip (the (Optional Integer -> Integer -> Integer) (flip (curry (fn (_) (fn (_) (fn (_) 9)))  (Tuple 1 2)) (Some 2))) (count 4 0) None))))))
