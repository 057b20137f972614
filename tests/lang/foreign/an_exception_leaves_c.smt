;; Thrown by a function that C calls, it goes past the C function; a thousand times, without using anything up.
(define-exception Stop (Stop I32))
(declare each (I32 -> (I32 -> Unit) -> Unit))
(define (each n f) (c (-> Unit) (n f) "{ for (int32_t i = 0; i < n; i++) f(i); }"))

(declare first-over (I32 -> I32))
(define (first-over limit)
  (catch (progn (each 1000 (fn (i) (when (> i limit) (throw (Stop i))))) -1)
    ((Stop i) i)))

(define (main)
  (println (show (first-over 5)))
  (println (show (fold + 0 (map first-over (range 1 1000)))))
  (each 3 (fn (i) (when (== i 1) (println (show (first-over 7)))))))
; expect: 6
; expect: 499497
; expect: 8
