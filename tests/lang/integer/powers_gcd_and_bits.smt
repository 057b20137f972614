; expect: 1267650600228229401496703205376 12 36 0 5
; expect: 4722366482869645213696 1 -2 -1
(define (shown xs) (println (unwords (map show xs))))
(shown (make-list (^ 2 100) (math:gcd 36 -24) (math:lcm 12 -18) (math:gcd 0 0) (math:isqrt 26)))
(shown (make-list (bits:shift 72 1) (bits:shift -72 (^ 2 72)) (bits:shift -3 -9) (bits:shift -200 -1)))
