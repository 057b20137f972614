; expect: 500000 125000250000
(define-type Chain End (Link Integer Chain))
(define (build n) (if (== n 0) End (Link n (build (- n 1)))))
(define (depth c) (match c ((End) 0) ((Link _ r) (+ 1 (depth r)))))
(define (total c) (match c ((End) 0) ((Link n r) (+ n (total r)))))
(define (main)
  (let c = (build 500000))
  (println (unwords (make-list (show (depth c)) (show (total c))))))
