; expect: fallback 7
(define-exception First (First Integer))
(define-exception Second Second)
(declare risky (Integer -> Integer))
(define (risky n) (if (> n 5) (throw Second) (throw (First n))))
(define (main)
  (println (<> "fallback "
    (show (catch (risky 1)
            ((First n) (catch (risky (+ n 9)) ((Second) 7))))))))
