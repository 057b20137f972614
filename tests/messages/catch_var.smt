(define (f) (catch (g) (e "bad")))
(define (g) "x")
