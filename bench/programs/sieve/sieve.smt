;; The sieve of Eratosthenes over a vector of Booleans.
(declare cross-out! (UFix -> UFix -> Vector Boolean -> Unit))
(define (cross-out! p n composite)
  (for ((i (* p p) (+ i p))) :while (<= i n)
    (vector:set! i True composite)))

(declare count-primes (UFix -> UFix))
(define (count-primes n)
  (let ((composite (vector:with-initial-element (+ n 1) False)))
    (rec loop ((i 2) (count 0))
      (cond ((> i n) count)
            ((vector:index-unsafe i composite) (loop (+ i 1) count))
            (True (progn
                    (cross-out! i n composite)
                    (loop (+ i 1) (+ count 1))))))))

(define (main) (println (show (count-primes 20000000))))
