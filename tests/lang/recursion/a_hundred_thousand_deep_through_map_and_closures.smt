; expect: 100000 300000
(define (apply-all fs x)
  (match fs ((Nil) x) ((Cons f r) (f (apply-all r x)))))
(define (my-map f xs)
  (match xs ((Nil) Nil) ((Cons x r) (Cons (f x) (my-map f r)))))
(define (main)
  (let fs = (my-map (fn (n) (fn (x) (+ x 1))) (range 1 100000)))
  (print (show (apply-all fs 0)))
  (println (<> " " (show (foldr + 0 (my-map (fn (_) 3) (range 1 100000)))))))
