; expect: .1.2
(defmacro unroll (n var cl:&body body)
  `(progn ,@(loop for i from 1 to n append (loop for b in body collect `(let ((,var ,i)) ,b))) Unit))
(define (main)
  (unroll 2 i (print ".") (print (show (the Integer i))))
  (println ""))
