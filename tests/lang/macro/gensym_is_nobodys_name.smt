; expect: 10
(defmacro doubled (e)
  (let ((tmp (gensym)))
    `(let ((,tmp ,e)) (+ ,tmp ,tmp))))
(define (main)
  (let g1 = 4)
  (println (show (doubled (+ g1 1)))))
