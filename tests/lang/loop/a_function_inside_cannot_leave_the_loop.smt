; error: `break` stands in a function of its own inside of the loop
; error: this is the loop
; error: no loop around this has the label `:other`
(define (main)
  (for ((i 0 (+ i 1))) :while (< i 3)
    (let f = (fn () (break)))
    (f)
    (break :other)))
