;; Pancake flipping: small arrays of numbers, read and written at computed places.
(import (coalton/lisparray as array))

(declare swap! (array:LispArray UFix -> UFix -> UFix -> Unit))
(define (swap! a i j)
  (let ((x (array:aref a i)))
    (progn
      (array:set! a i (array:aref a j))
      (array:set! a j x))))

(declare reverse! (array:LispArray UFix -> UFix -> Unit))
(define (reverse! a last)
  (for ((i 0 (+ i 1)) (j last (- j 1))) :while (< i j) (swap! a i j)))

(declare copy! (array:LispArray UFix -> array:LispArray UFix -> UFix -> Unit))
(define (copy! to from n)
  (for ((i 0 (+ i 1))) :while (< i n) (array:set! to i (array:aref from i))))

(declare flips (array:LispArray UFix -> UFix))
(define (flips a)
  (rec loop ((count 0))
    (let ((first (array:aref a 0)))
      (if (== first 0)
          count
          (progn
            (reverse! a first)
            (loop (+ count 1)))))))

;; Rotate the first places by one until a new permutation comes up; the number of places, n when there are no more.
(declare rotate! (UFix -> array:LispArray UFix -> array:LispArray UFix -> UFix -> UFix))
(define (rotate! n p counter r)
  (if (== r n)
      n
      (let ((first (array:aref p 0)))
        (progn
          (for ((i 0 (+ i 1))) :while (< i r) (array:set! p i (array:aref p (+ i 1))))
          (array:set! p r first)
          (array:set! counter r (- (array:aref counter r) 1))
          (if (> (array:aref counter r) 0)
              r
              (rotate! n p counter (+ r 1)))))))

;; The checksum over all permutations, and the most flips that one of them takes.
(declare search (UFix -> Tuple Integer UFix))
(define (search n)
  (let ((p (array:make n 0)) (q (array:make n 0)) (counter (array:make n 0)))
    (progn
      (for ((i 0 (+ i 1))) :while (< i n) (array:set! p i i))
      (rec loop ((r n) (even True) (checksum 0) (most 0))
        (progn
          (for ((i 1 (+ i 1))) :while (< i r) (array:set! counter i (+ i 1)))
          (copy! q p n)
          (let ((count (flips q))
                (sum (if even (+ checksum (into count)) (- checksum (into count))))
                (longest (max most count))
                (next (rotate! n p counter 1)))
            (if (== next n)
                (Tuple sum longest)
                (loop next (not even) sum longest))))))))

(define (main)
  (match (search 10)
    ((Tuple checksum most)
     (progn
       (println (show checksum))
       (println (show most))))))
