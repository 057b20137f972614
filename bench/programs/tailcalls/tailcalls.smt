;; Functions that end in calls of one another: a state machine over numbers.
(declare even-step (I64 -> I64 -> I64))
(define (even-step n acc)
  (if (== n 0)
      acc
      (if (== 0 (math:mod acc 3))
          (odd-step (- n 1) (+ acc 5))
          (third-step (- n 1) (+ acc 1)))))

(declare odd-step (I64 -> I64 -> I64))
(define (odd-step n acc)
  (if (== n 0)
      (negate acc)
      (if (< acc 1000000)
          (third-step (- n 1) (* acc 2))
          (even-step (- n 1) (- acc 999999)))))

(declare third-step (I64 -> I64 -> I64))
(define (third-step n acc)
  (if (== n 0)
      (+ acc 7)
      (even-step (- n 1) (+ acc 11))))

(define (main) (println (show (even-step 300000000 1))))
