;; Points of a grid that stay near the origin: floating point in registers.
(declare stays? (F64 -> F64 -> Boolean))
(define (stays? cr ci)
  (rec loop ((zr 0.0) (zi 0.0) (n (the UFix 0)))
    (cond ((> (+ (* zr zr) (* zi zi)) 4.0) False)
          ((== n 50) True)
          (True (loop (+ (- (* zr zr) (* zi zi)) cr)
                      (+ (* 2.0 (* zr zi)) ci)
                      (+ n 1))))))

(declare coordinate (I32 -> I32 -> F64))
(define (coordinate i size) (/ (* 2.0 (into i)) (into size)))

(declare count (I32 -> I32))
(define (count size)
  (rec row ((y 0) (sum 0))
    (if (== y size)
        sum
        (row (+ y 1)
             (rec column ((x 0) (sum sum))
               (if (== x size)
                   sum
                   (column (+ x 1)
                           (if (stays? (- (coordinate x size) 1.5) (- (coordinate y size) 1.0))
                               (+ sum 1)
                               sum))))))))

(define (main) (println (show (count 2000))))
