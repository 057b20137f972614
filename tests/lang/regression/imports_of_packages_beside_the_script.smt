; expect: 20
; A package in a folder found its neighbours beside itself only: (import imported/base) in imported/calc.smt.
(import imported/calc)
(println (show (run (words "2 3 + 4 *"))))
