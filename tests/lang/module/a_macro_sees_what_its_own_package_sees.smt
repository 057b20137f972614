; expect: 14 7
; expect: 1 2
; expect: 1 2
(import imported/shortcuts)
(define-counter next)
(define (helper _x) (the Integer 0))
(define (main)
  (let tmp = 7)
  (println (unwords (map show (make-list (double-it tmp) tmp))))
  (let first = (next))
  (println (unwords (map show (make-list first (next)))))
  (my-unless (== (helper 1) 1) (let ((a (count-up))) (println (unwords (map show (make-list a (count-up))))))))
