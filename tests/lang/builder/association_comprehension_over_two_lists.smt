; expect: (Some 6) (Some 3) None
(define (main)
  (let m = (the (ordmap:OrdMap Integer Integer) [(* x 10) => (* x y) :for x :in (make-list 1 2) :for y :in (make-list 3 4)]))
  (println (unwords (map (fn (k) (show (ordmap:lookup m k))) (make-list 20 10 30)))))
