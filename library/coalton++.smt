;;;; coalton++ -- what tells the compiler to take less care; here it takes as much as ever.

(package coalton++
  (export unsafe))

(define-macro (unsafe body …)
  "The body: accepted for the sake of programs that have it."
  (progn body …))
