(define age 42)
(println (<> "I am " age))
