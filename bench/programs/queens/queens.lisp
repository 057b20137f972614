(declaim (optimize speed))
(defun safe (column distance placed)
  (declare (type fixnum column distance))
  (loop for q fixnum in placed
        for d fixnum from distance
        never (or (= q column) (= q (+ column d)) (= q (- column d)))))
(defun queens (k n)
  (declare (type fixnum k n))
  (if (= k 0)
      (list nil)
      (loop for placed in (queens (- k 1) n)
            nconc (loop for c fixnum from 1 to n
                        when (safe c 1 placed) collect (cons c placed)))))
(format t "~d~%" (length (queens 12 12)))
