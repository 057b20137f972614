; expect: #<Seq [1 2 3]> #<List [1 2]> #<Vector [1]>
; expect: #<List [0 4 16]>
; expect: (Some "b") None
; expect: #<Seq [(Tuple 0 0) (Tuple 1 0) (Tuple 1 1)]>
; expect: #<OrdMap [1 => 2 2 => 4]>
(define (main)
  (println (unwords (make-list (show [1 2 3]) (show (the (List Integer) [1 2])) (show (the (Vector Integer) [1])))))
  (println (show (the (List Integer) [(* x x) :for x :below 5 :when (== 0 (mod x 2))])))
  (let m = (the (hashmap:HashMap Integer String) [1 => "a" 2 => "b"]))
  (println (unwords (make-list (show (hashmap:lookup m 2)) (show (hashmap:lookup m 3)))))
  (println (show [(Tuple x y) :for x :below 2 :for y :below (+ x 1)]))
  (println (show (the (ordmap:OrdMap Integer Integer) [k => v :for k :in (make-list 1 2) :with v = (* 2 k)]))))
