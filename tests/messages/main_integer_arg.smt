(declare main (Integer -> Unit))
(define (main n) (println (show n)))
