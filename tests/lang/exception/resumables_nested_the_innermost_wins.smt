; expect: inner 1 | outer 2
(define-exception Ask (Ask Integer))
(define-resumption (Inner Integer))
(define-resumption (Outer Integer))
(declare ask (Integer -> String))
(define (ask n)
  (resumable
    (resumable (throw (Ask n))
      ((Inner x) (<> "inner " (show x))))
    ((Outer x) (<> "outer " (show x)))))
(define (main)
  (catch (println (<> (ask 1) (<> " | " (ask 2))))
    ((Ask n) (if (== n 1) (resume-to (Inner n)) (resume-to (Outer n))))))
