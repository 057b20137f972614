; expect: 7
(define-type (Nested :a) (Flat :a) (Nest (Nested (List :a))))
(declare depth (Nested :a -> Integer))
(define (depth n) (match n ((Flat _) 0) ((Nest m) (+ 1 (depth m)))))
(define-type (Perfect :a) (Zero :a) (Succ (Perfect (Tuple :a :a))))
(declare size (Perfect :a -> Integer))
(define (size p) (match p ((Zero _) 1) ((Succ q) (* 2 (size q)))))
(define (main) (println (show (+ (- (size (Succ (Succ (Succ (Zero (Tuple (Tuple (Tuple 1 2) (Tuple 3 4)) (Tuple (Tuple 5 6) (Tuple 7 8)))))))) 2) (depth (Nest (Flat (make-list 1))))))))
