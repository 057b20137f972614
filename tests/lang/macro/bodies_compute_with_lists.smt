; expect: 10 0
; expect: b
; expect: #<List [0 1 2]> #<List [Red Green Blue]>
; expect: 37 12
; expect: 81
(define-expression-macro sum-of (cl:&rest xs)
  (if (null xs) 0 (reduce (lambda (a b) (list '+ a b)) xs)))
(defmacro my-cond (cl:&body clauses)
  (if (endp clauses)
      '(error "no clause")
      (let ((c (car clauses)))
        (if (eq (car c) 'otherwise)
            `(progn ,@(cdr c))
            `(if ,(car c) (progn ,@(cdr c)) (my-cond ,@(cdr clauses)))))))
(define-toplevel-macro define-enum (name cl:&rest cases)
  "An enumeration with its numbers."
  (let ((number (intern (concatenate 'string (string-downcase (symbol-name name)) "->integer"))))
    `(progn
       (derive Eq Show)
       (define-type ,name ,@cases)
       (declare ,number (,name -> Integer))
       (define (,number x)
         (match x
           ,@(loop for c in cases for i from 0 collect `((,c) ,i))))
       (define ,(intern (format nil "all-~A" (string-downcase name))) (make-list ,@cases)))))
(define-enum Color Red Green Blue)
(defmacro swap-let ((a b) cl:&key (first 1) second)
  `(let ((,a ,first) (,b ,(or second 2))) (+ (* 10 ,a) ,b)))
(defmacro power (x n)
  (labels ((go (k) (if (= k 0) 1 `(* ,x ,(go (- k 1))))))
    (go n)))
(define (main)
  (println (unwords (map show (make-list (sum-of 1 2 3 4) (sum-of)))))
  (println (my-cond ((== 1 2) "a") ((== 1 1) "b") (otherwise "c")))
  (println (unwords (make-list (show (map color->integer all-color)) (show all-color))))
  (println (unwords (map show (make-list (swap-let (p q) :second 7 :first 3) (swap-let (p q))))))
  (println (show (power 3 4))))
