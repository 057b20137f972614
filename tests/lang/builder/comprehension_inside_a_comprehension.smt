; expect: 1 | 1 2 | 1 2 3
(define (main)
  (let rows = (the (List (List Integer)) [(the (List Integer) [(+ j 1) :for j :below n]) :for n :in (make-list 1 2 3)]))
  (println (mconcat (intersperse " | " (map (fn (r) (unwords (map show r))) rows)))))
