(declare f (HashMap String Integer -> Integer))
(define (f m) (hashmap:count m))
