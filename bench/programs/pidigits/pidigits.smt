;; Digits of pi, one after the other, from a continued product of large integers.
(declare digits (Integer -> Integer))
(define (digits n)
  "The sum of the first digits times their places: every digit counts."
  (rec next ((found 0) (k 1) (num 1) (acc 0) (den 1) (sum 0))
    (if (== found n)
        sum
        (progn
          (let odd = (+ k (+ k 1)))
          (let acc* = (* (+ acc (* 2 num)) odd))
          (let den* = (* den odd))
          (let num* = (* num k))
          (let digit = (if (> num* acc*) 0 (math:div (+ (* num* 3) acc*) den*)))
          (if (or (> num* acc*) (/= digit (math:div (+ (* num* 4) acc*) den*)))
              (next found (+ k 1) num* acc* den* sum)
              (next (+ found 1) (+ k 1) (* 10 num*) (* 10 (- acc* (* den* digit))) den*
                    (+ sum (* digit (+ found 1)))))))))

(define (main) (println (show (digits 4000))))
