;; Closures: captured variables, partial and over-application, more arguments than travel in registers.
(declare adder (Integer -> Integer -> Integer))
(define (adder n)
  (let ((twice (* 2 n)))
    (fn (x) (+ (+ x n) twice))))

(declare six (String -> String -> String -> String -> String -> String -> String))
(define (six a b c d e f) (mconcat (make-list f e d c b a)))

(declare apply-later ((String -> :a) -> :a))
(define (apply-later f) (f "!"))

(define (main)
  (println (show (adder 1 2)))
  (println (apply-later (six "a" "b" "c" "d" "e"))))
