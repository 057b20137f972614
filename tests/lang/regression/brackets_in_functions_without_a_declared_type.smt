;; What is in the brackets is determined by the result, through the class's functional dependency.
(define (numbers) [1 2 3])
(define (evens) [x :for x :in (list:range 1 6) :when (even? x)])
(define (table) ["a" => 1 "b" => 2])
(define (choose n) (let xs = [1 2 3]) (if (> n 0) xs []))
; expect: #<Seq [1 2 3]>
(println (show (numbers)))
; expect: #<Seq [2 4 6]>
(println (show (evens)))
; expect: #<Seq [(Tuple "a" 1) (Tuple "b" 2)]>
(println (show (table)))
; expect: #<Seq [1 2 3]>
(println (show (choose 1)))

;; A function's brackets are a Seq; those of a local value are what its context says.
(define (pairs)
  (let ((twice (fn (x) [x x]))
        (list [1 2]))
    (values (twice 1) (twice True) (the (List Integer) list))))
; expect: (Tuple3 #<Seq [1 1]> #<Seq [True True]> #<List [1 2]>)
(println (show (pairs)))
