; expect: handled 10
; expect: skipped 3
; expect: no resumption
(define-exception Bad (Bad Integer))
(define-resumption Skip)
(define-resumption (UseValue Integer))
(define (work x)
  (resumable (if (< x 0) (throw (Bad x)) x)
    ((Skip) 0)
    ((UseValue v) v)))
(define (main)
  (println (<> "handled " (show (catch (work -1) ((Bad n) (resume-to (UseValue (* n -10))))))))
  (println (<> "skipped " (show (catch (+ 3 (work -1)) ((Bad _) (resume-to Skip))))))
  (println (catch (progn (resume-to Skip) "?") (_ "no resumption"))))
