; expect: inner caught 1, rethrown 2, outer caught 3
(define-exception Trouble (Small Integer) (Large Integer))
(declare step (Integer -> String))
(define (step n) (throw (Small n)))
(define (main)
  (println
    (catch
      (catch
        (catch (step 1)
          ((Small n) (progn (print (mconcat (make-list "inner caught " (show n) ", "))) (throw (Large 2)))))
        ((Large n) (progn (print (mconcat (make-list "rethrown " (show n) ", "))) (step 3))))
      ((Small n) (<> "outer caught " (show n))))))
