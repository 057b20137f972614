;; A second library in the same process: a runtime and a heap of its own.
(define count (cell:new (the Integer 0)))
(declare next (Unit -> Integer))
(define (next) (progn (cell:increment! count) (cell:read count)))
(declare churn (Integer -> Integer))
(define (churn n) (into (length (the (List String) (map show (the (List Integer) (range 1 n)))))))
