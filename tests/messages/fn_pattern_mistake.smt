(define f (fn ((Some x)) x))
