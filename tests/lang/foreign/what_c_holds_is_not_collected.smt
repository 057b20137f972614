;; The function that C calls allocates enough for many collections while C holds a string, a row and a function.
(declare repeat (String -> Vector F64 -> I32 -> (I32 -> F64) -> F64))
(define (repeat text row n f)
  (c (-> F64) (text row n f) "{
    double sum = 0;
    for (int32_t i = 0; i < n; i++) sum += f(i) + row[0] + (double)strlen(text);
    return sum;
  }"))

(declare make-text (Integer -> String))
(define (make-text n) (mconcat (map show (range 1 n))))

(declare c-of (List I32 -> F64))
(define (c-of xs) (fold (fn (n _) (+ n 1)) 0 xs))

(define (main)
  (println (show (repeat (make-text 50) (vec:singleton 0.5) 300
                         (fn (i) (c-of (range i (+ i 10000))))))))
; expect: 3027750.0
