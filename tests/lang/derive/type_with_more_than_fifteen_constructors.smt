; expect: (C7 7) True (C17 "x") GT
(derive Eq Ord Show)
(define-type T C0 (C1 Integer) (C2 Integer) (C3 Integer) (C4 Integer) (C5 Integer) (C6 Integer) (C7 Integer)
  (C8 Integer) (C9 Integer) (C10 Integer) (C11 Integer) (C12 Integer) (C13 Integer) (C14 Integer)
  (C15 Integer) (C16 Integer) (C17 String) C18)
(println (unwords (make-list (show (C7 7)) (show (== (C16 1) (C16 1))) (show (C17 "x")) (show (<=> C18 (C17 ""))))))
