;; The Jovian planets under gravity: floating point in arrays that change.
(import (coalton/lisparray as array))

(define-struct System
  (x (array:LispArray F64)) (y (array:LispArray F64)) (z (array:LispArray F64))
  (vx (array:LispArray F64)) (vy (array:LispArray F64)) (vz (array:LispArray F64))
  (mass (array:LispArray F64)))

(define solar-mass 39.47841760435743)
(define days 365.24)

(declare scaled (F64 -> List F64 -> array:LispArray F64))
(define (scaled by xs) (into (map (* by) xs)))

(declare solar-system (Unit -> System))
(define (solar-system)
  (System
    (scaled 1.0 (make-list 0.0 4.84143144246472090 8.34336671824457987 12.8943695621391310 15.3796971148509165))
    (scaled 1.0 (make-list 0.0 -1.16032004402742839 4.12479856412430479 -15.1111514016986312 -25.9193146099879641))
    (scaled 1.0 (make-list 0.0 -0.103622044471123109 -0.403523417114321381 -0.223307578892655734 0.179258772950371181))
    (scaled days (make-list 0.0 0.00166007664274403694 -0.00276742510726411041 0.00296460137564761618 0.00268067772490389322))
    (scaled days (make-list 0.0 0.00769901118419740425 0.00499852801234917238 0.00237847173959480950 0.00162824170038242295))
    (scaled days (make-list 0.0 -0.0000690460016972063023 0.0000230417297573763929 -0.0000296589568540237556 -0.0000951592254519715870))
    (scaled solar-mass (make-list 1.0 0.000954791938424326609 0.000285885980666130812 0.0000436624404335156298 0.0000515138902046611451))))

(declare add! (array:LispArray F64 -> UFix -> F64 -> Unit))
(define (add! xs i by) (array:set! xs i (+ (array:aref xs i) by)))

(declare pull! (System -> UFix -> UFix -> Unit))
(define (pull! s i j)
  (let ((dx (- (array:aref (.x s) i) (array:aref (.x s) j)))
        (dy (- (array:aref (.y s) i) (array:aref (.y s) j)))
        (dz (- (array:aref (.z s) i) (array:aref (.z s) j)))
        (d2 (+ (* dx dx) (+ (* dy dy) (* dz dz))))
        (m (/ 0.01 (* d2 (sqrt d2))))
        (mi (* m (array:aref (.mass s) i)))
        (mj (* m (array:aref (.mass s) j))))
    (progn
      (add! (.vx s) i (negate (* dx mj)))
      (add! (.vy s) i (negate (* dy mj)))
      (add! (.vz s) i (negate (* dz mj)))
      (add! (.vx s) j (* dx mi))
      (add! (.vy s) j (* dy mi))
      (add! (.vz s) j (* dz mi)))))

(declare move! (System -> UFix -> Unit))
(define (move! s i)
  (progn
    (add! (.x s) i (* 0.01 (array:aref (.vx s) i)))
    (add! (.y s) i (* 0.01 (array:aref (.vy s) i)))
    (add! (.z s) i (* 0.01 (array:aref (.vz s) i)))))

(declare step! (System -> Unit))
(define (step! s)
  (progn
    (for ((i 0 (+ i 1))) :while (< i 5)
      (for ((j (+ i 1) (+ j 1))) :while (< j 5)
        (pull! s i j)))
    (for ((i 0 (+ i 1))) :while (< i 5)
      (move! s i))))

(declare kinetic (System -> UFix -> F64))
(define (kinetic s i)
  (let ((vx (array:aref (.vx s) i)) (vy (array:aref (.vy s) i)) (vz (array:aref (.vz s) i)))
    (* 0.5 (* (array:aref (.mass s) i) (+ (* vx vx) (+ (* vy vy) (* vz vz)))))))

(declare energy (System -> F64))
(define (energy s)
  (for ((i 0 (+ i 1)) (sum 0.0 (+ sum (kinetic s i)))) :returns sum :while (< i 5) Unit))

(define (main)
  (let ((s (solar-system)))
    (progn
      (for ((n 0 (+ n 1))) :while (< n (the UFix 2000000)) (step! s))
      (println (show (the Integer (math:truncate (* 1.0e9 (energy s)))))))))
