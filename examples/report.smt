#!/usr/bin/env smt
;; A report from comma-separated values: every line is checked, the good ones are summed by department.
;;   smt examples/report.smt < FILE

(define-struct Expense
  (department String)
  (amount Integer))

(declare parse (String -> Result String Expense))
(define (parse line)
  (match (string:split #\, line)
    ((Cons _ (Cons department (Cons amount (Nil))))
     (match (string:parse-int amount)
       ((Some n) (Ok (Expense department n)))
       ((None) (Err (<> "not a number: " amount)))))
    (_ (Err (<> "not three fields: " line)))))

;; Add an amount to a department's sum; departments stay in the order in which they came up.
(declare add (List (Tuple String Integer) -> Expense -> List (Tuple String Integer)))
(define (add sums e)
  (match sums
    ((Nil) (make-list (Tuple (.department e) (.amount e))))
    ((Cons (Tuple name sum) rest)
     (if (== name (.department e))
         (Cons (Tuple name (+ sum (.amount e))) rest)
         (Cons (Tuple name sum) (add rest e))))))

(declare pad (UFix -> String -> String))
(define (pad width text)
  (if (>= (string:length text) width)
      text
      (pad width (<> text " "))))

(define (read-expenses sums)
  (match (read-line)
    ((None) sums)
    ((Some line)
     (match (parse line)
       ((Ok e) (read-expenses (add sums e)))
       ((Err why)
        (progn
          (println (<> "skipped, " why))
          (read-expenses sums)))))))

(define (main)
  (let ((sums (read-expenses Nil)))
    (for (Tuple name sum) in sums
      (println (<> (pad 10 name) (show sum))))
    (println (<> (pad 10 "total") (show (fold (fn (acc (Tuple _ n)) (+ acc n)) 0 sums))))))
