; expect: big small huge
(define (name n)
  (match n
    (4611686018427387904 "big")
    (-4611686018427387905 "low")
    (340282366920938463463374607431768211456 "huge")
    (_ "small")))
(println (unwords (make-list (name (^ 2 62)) (name 4) (name (^ 2 128)))))
