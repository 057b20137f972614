;; C on that machine: its headers, functions that C calls, an exception that leaves them, pointers with finalisers.
(define-exception Enough (Enough I32))
(declare qsort! (Vector I32 -> UFix -> UFix -> (Pointer I32 -> Pointer I32 -> I32) -> Unit))
(define-foreign qsort! "qsort" (:header "stdlib.h"))
(declare at (Pointer I32 -> I32))
(define (at place) (c (-> I32) (place) "*(int32_t *)place"))
(declare cube-root (F64 -> F64))
(define-foreign cube-root "cbrt" (:header "math.h") (:library "m"))
(declare machine (Unit -> String))
(define (machine)
  (c (-> String) () "{
#if defined(__aarch64__)
    return \"aarch64\";
#else
    return \"another\";
#endif
  }"))
(let ((row (the (Vector I32) (vec:make 3 -5 4))))
  (qsort! row (vec:length row) 4 (fn (a b) (- (at a) (at b))))
  (println (show row))
  (println (catch (progn (qsort! row 3 4 (fn (_ b) (throw (Enough (at b))))) "not thrown")
             ((Enough n) (<> "thrown " (show (> n -9)))))))
(println (show (cube-root 27)))
(println (machine))
