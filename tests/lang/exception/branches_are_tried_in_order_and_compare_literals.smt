; expect: first 1
; expect: any
; expect: 2 outer
(define-exception E (A Integer) (B Integer) C)
(define (main)
  (println (catch (progn (throw (A 1)) "") ((A 1) "first 1") ((A _) "second")))
  (println (catch (throw C) ((A _) "a") (_ "any")))
  (println (catch (catch (throw (A 2)) ((A n) (throw (B n)))) ((B n) (<> (show n) " outer")))))
