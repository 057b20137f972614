;; Exceptions, resumptions, dynamic variables.
(define-exception Failure (Failure Integer))
(define-resumption (Use Integer))

(declare *limit* Integer)
(define *limit* 10)

(declare checked (Integer -> Integer))
(define (checked n)
  (resumable (if (> n *limit*) (throw (Failure n)) n)
    ((Use m) m)))

(define (main)
  (println (show (dynamic-bind ((*limit* 3))
                   (catch (checked 5)
                     ((Failure n) (resume-to (Use (* 2 n)))))))))
