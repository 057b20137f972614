; expect: 14 
(import imported/calc)
(println (<> (show (run (words "2 3 4 * +"))) " "))
