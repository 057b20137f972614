; Whatever the patterns are that stand in one column, looking for missing ones takes it.
; error: program.smt:9:19: error\[E0301\]: this pattern matches values of another type
; error: program.smt:13:14: error\[E0301\]: this pattern matches values of another type
; error: program.smt:17:6: error\[E0301\]
; error: program.smt:21:11: error\[E0101\]

(define (constructors x)
  (match x
    ((Some _) 2) ((Cons _ _) 3)))

(define (literals x)
  (match x
    (1/2 1) ("s" (Cons x Nil))))

(define (numbers x)
  (match x
    (0 1)
    ((Some _) 2)))

(define (fields x)
  (match (undefined-name x)
    ((Tuple 1 (Some _)) 2)
    ((Tuple "s" (Cons _ _)) 3)))
