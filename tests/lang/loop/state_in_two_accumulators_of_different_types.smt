; expect: 10 abcde
(define (main)
  (let (Tuple n s) =
    (for ((i 0 (+ i 1)) (total 0 (+ total i)) (text "" (<> text (string:substring "abcde" i (+ i 1)))))
      :returns (Tuple total text)
      :while (< i 5)
      Unit))
  (println (unwords (make-list (show n) s))))
