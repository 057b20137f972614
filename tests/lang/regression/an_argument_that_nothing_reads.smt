; expect: x
; expect: a
; expect: x
; expect: x
; expect: a
; expect: x
; expect: 7
; expect: 9
; Variables of which all that is done is to pass them to a parameter that nothing reads, in a call that is not a tail call.
(define counter (cell:new 3))
(declare count (Integer -> Integer -> Integer -> Integer))
(define (count n _ z)
  (if (== n 0)
      z
      (progn
        (let before = (cell:increment! counter))
        (println "x")
        (let k = (if (> z 3) (progn (println "a") (cell:increment! counter)) n))
        (println "x")
        (+ 1 (if (== before 0) (count (- n 1) k z) (count (- n 1) before z))))))
(println (show (count 2 4 5)))

; One beyond the registers, passed on in another place.
(declare far (Integer -> Integer -> :a -> :b -> :b -> :b -> Integer -> Integer))
(define (far n sum _ a b c z)
  (if (<= n 0)
      (+ sum n)
      (+ 1 (far (- n 1) (far (- n 2) sum z a b c z) z b c a z))))
(println (show (far 5 2 3 4 4 4 6)))
