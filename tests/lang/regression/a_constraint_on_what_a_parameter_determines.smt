(define-class (Container :c :e (:c -> :e))
  (elements (:c -> List :e)))
(define-instance (Container (List :a) :a)
  (define (elements xs) xs))
(define-instance (Container String Char)
  (define (elements text) (into text)))

;; :e stands in no type here, only in constraints; `:c` determines it.
(define (evens c) (length (filter even? (elements c))))
(define (all-shown c) (mconcat (map show (elements c))))
; expect: 2
(println (show (evens (make-list 1 2 4))))
; expect: #\a#\b
(println (all-shown "ab"))
