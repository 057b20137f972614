;; What a loop finds in a variable is what was there before it or what a round of it left there.
(define (main)
  (let v = (the (Vector Integer) [1 2]))
  (vector:extend! v (Some 9))
  (println (show v))
  (let left = (cell:new (the UFix 3)))
  (let sum = (cell:new 0))
  (rec again ()
    (unless (== 0 (cell:read left))
      (cell:write! sum (+ (cell:read sum) (into (cell:read left))))
      (cell:write! left (- (cell:read left) 1))
      (again)))
  (println (show (cell:read sum))))
; expect: #<Vector [1 2 9]>
; expect: 6
