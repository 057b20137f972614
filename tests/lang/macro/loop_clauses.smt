; expect: #<List [1 2 3 4]>
; expect: #<List [3 2 1]>
; expect: #<List [1 4 9]>
; expect: 6 2
; expect: #<List [10 20]>
; expect: #<List [1 2 4 8]>
(defmacro numbers (n) `(make-list ,@(loop for i from 1 to n collect i)))
(defmacro down (n) `(make-list ,@(loop for i from n downto 1 collect i)))
(defmacro squares (cl:&rest xs) `(make-list ,@(loop for x in xs for y = (* x x) collect y)))
(defmacro total (cl:&rest xs) (loop for x in xs sum x))
(defmacro evens (cl:&rest xs) (loop for x in xs count (evenp x)))
(defmacro small (cl:&rest pairs)
  `(make-list ,@(loop for (name value) in pairs when (< value 100) collect value)))
(defmacro doubling (n)
  `(make-list ,@(loop repeat n for x = 1 then (* 2 x) collect x)))
(define (main)
  (println (show (numbers 4)))
  (println (show (down 3)))
  (println (show (squares 1 2 3)))
  (println (unwords (map show (make-list (total 1 2 3) (evens 1 2 3 4)))))
  (println (show (small (a 10) (b 200) (c 20))))
  (println (show (doubling 4))))
