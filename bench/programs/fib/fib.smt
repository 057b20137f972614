;; Doubly recursive Fibonacci: calls and exact integer arithmetic.
(declare fib (Integer -> Integer))
(define (fib n)
  (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))

(define (main) (println (show (fib 38))))
