; expect: True False
(define (main)
  (let ((declare ev? (Integer -> Boolean)) (declare od? (Integer -> Boolean))
        (ev? (fn (n) (if (== n 0) True (od? (- n 1)))))
        (od? (fn (n) (if (== n 0) False (ev? (- n 1))))))
    (println (unwords (map show (make-list (ev? 10) (od? 10)))))))
