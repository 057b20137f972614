;; Also where a variable is called c, inside of closures, with names that have dashes, and in several lines.
(declare fused (F64 -> F64 -> F64 -> F64))
(define (fused a b c)
  (c (-> F64) (a b c) "fma(a, b, c)"))

(declare count-bits (U64 -> I32))
(define (count-bits all-of-it)
  (c (-> I32) (all-of-it) "
    {
      int32_t bits = 0;
      while (all_of_it) { /* } */
        bits += all_of_it & 1;
        all_of_it >>= 1;
      }
      return bits;
    }"))

(define limit (the I32 40))

(define (main)
  (println (show (fused 2 3 4)))
  (println (show (count-bits 255)))
  (println (show (map (fn (x) (c (-> I32) (x limit) "x + limit")) (make-list 1 2))))
  (let ((stdin (the I32 4)) (errno (the I32 5)))
    (println (show (+ stdin errno))))
  (c (-> Unit) () "(void)puts(\"from C\"); fflush(stdout);")
  (println (c (-> String) () "\"a \\\"quoted\\\" text\"")))
; expect: 10.0
; expect: 8
; expect: #<List [41 42]>
; expect: 9
; expect: from C
; expect: a "quoted" text
