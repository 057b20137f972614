(declare place (Integer &key (:b Integer) (:c Integer) -> Integer))
(define (place a &key (b 2) (c 3)) (+ a (* 10 (+ b (* 10 c)))))

;; As many keywords as are expected are kept, in whatever order they are written; the others take their defaults.
(declare with-both ((Integer &key (:c Integer) (:b Integer) -> Integer) -> Integer))
(define (with-both f) (f 1 :b 9 :c 8))
(declare with-b ((Integer &key (:b Integer) -> Integer) -> Integer))
(define (with-b f) (f 1 :b 9))
(declare with-none ((Integer -> Integer) -> Integer))
(define (with-none f) (f 1))
; expect: 891 391 321
(println (unwords (map show (make-list (with-both place) (with-b place) (with-none place)))))

;; Without positional parameters too.
(define (pair &key (x 1) (y 2)) (+ (* 10 x) y))
(declare with-x ((&key (:x Integer) -> Integer) -> Integer))
(define (with-x f) (+ (f :x 5) (f)))
; expect: 64
(println (show (with-x pair)))

;; An unknown function takes the keywords that it is called with.
(define (inferred f) (+ (f 1 :c 8 :b 9) (f 2)))
; expect: 1213
(println (show (inferred place)))

;; In a field, too.
(define-struct Handler (run (Integer &key (:b Integer) -> Integer)))
; expect: 351 321
(let ((h (Handler place)))
  (println (unwords (make-list (show ((.run h) 1 :b 5)) (show ((.run h) 1))))))
