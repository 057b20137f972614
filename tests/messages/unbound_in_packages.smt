;; one package has it, under two names; several packages have their own; too many have their own
(define (shorten a b) (math:div a (gcd a b)))
(define (save x xs) (push! x xs))
(define (fresh) (new))
