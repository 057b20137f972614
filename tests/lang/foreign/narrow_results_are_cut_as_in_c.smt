;; What C computes in int and gives as int8_t is no more than int8_t when it comes back.
(declare wrap (I32 -> I8))
(define (wrap x) (c (-> I8) (x) "(int8_t)x"))
(declare odd (I32 -> Boolean))
(define (odd x) (c (-> Boolean) (x) "x & 6"))
(println (show (make-list (wrap 200) (wrap -200) (wrap 5))))
(println (show (make-list (odd 1) (odd 2) (odd 4))))
; expect: #<List [-56 56 5]>
; expect: #<List [False True True]>
