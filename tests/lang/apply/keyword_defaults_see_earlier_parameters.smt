; expect: 1 2 3
; expect: 1 10 11
; expect: evaluated
; expect: 5
; expect: 1 5 6
; expect: #<List [12 24]>
(define (f a &key (b (+ a 1)) (c (+ a b))) (unwords (make-list (show (the Integer a)) (show b) (show c))))
(define (g &key (x (progn (println "evaluated") 5))) x)
(declare h (Integer &key (:scale Integer) -> Integer))
(define (h n &key (scale 12)) (* n scale))
(define (main)
  (println (f 1))
  (println (f 1 :b 10))
  (println (show (the Integer (g))))
  (println (f 1 :c 6 :b 5))
  (println (show (map h (make-list 1 2)))))
