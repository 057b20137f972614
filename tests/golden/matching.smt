;; Decision trees: every kind of pattern, shared branches.
(define-type Colour Red Green Blue)

(declare mix (Colour -> Colour -> String))
(define (mix a b)
  (match (Tuple a b)
    ((Tuple (Red) (Red)) "red")
    ((Tuple (Red) (Green)) "yellow")
    ((Tuple (Green) (Red)) "yellow")
    ((Tuple _ (Blue)) "bluish")
    (_ "something else")))

(declare kind (String -> Integer -> Integer))
(define (kind text n)
  (match text
    ("one" 1)
    ("" (match n (0 0) (10000000000000000000000 2) (_ n)))
    (_ -1)))

(println (mix Green Red))
(println (show (kind "" 5)))
