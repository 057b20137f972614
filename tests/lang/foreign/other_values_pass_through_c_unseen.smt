;; Of any type that C has no counterpart of: one word, which C may keep as long as the call lasts and hand back.
(define-type Colour Red (Mixed I32 I32))
(declare same (List :a -> List :a))
(define (same xs) (c (-> (List :a)) (xs) "xs"))
(declare pick (Boolean -> Colour -> Colour -> Colour))
(define (pick first a b) (c (-> Colour) (first a b) "first ? a : b"))
(declare with-data ((List :a -> I32 -> Unit) -> List :a -> I32 -> Unit))
(define (with-data f data n) (c (-> Unit) (f data n) "{ for (int32_t i = 0; i < n; i++) f(data, i); }"))

(define (main)
  (println (show (same (make-list "a" "b"))))
  (println (show (same (make-list 1 2))))
  (match (pick True (Mixed 1 2) Red) ((Mixed a b) (println (show (+ a b)))) ((Red) (println "red")))
  (match (pick False (Mixed 1 2) Red) ((Mixed _ _) (println "mixed")) ((Red) (println "red")))
  (with-data (fn (data i) (println (show (Cons i data)))) (make-list 7 8) 2))
; expect: #<List ["a" "b"]>
; expect: #<List [1 2]>
; expect: 3
; expect: red
; expect: #<List [0 7 8]>
; expect: #<List [1 7 8]>
