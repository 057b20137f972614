#!/usr/bin/env smt
;; Options and arguments, and an exit status that says whether they made sense.
;;   smt examples/arguments.smt [-n TIMES] [--upper] WORD...

(define-struct Options
  (times Integer)
  (upper Boolean)
  (words (List String)))

(declare parse (Options -> List String -> Result String Options))
(define (parse o arguments)
  (match arguments
    ((Nil)
     (if (== (.words o) Nil)
         (Err "nothing to say")
         (Ok (Options (.times o) (.upper o) (reverse (.words o))))))
    ((Cons "-n" (Cons number rest))
     (match (string:parse-int number)
       ((Some n) (parse (Options n (.upper o) (.words o)) rest))
       ((None) (Err (<> "-n wants a number, not " number)))))
    ((Cons "--upper" rest)
     (parse (Options (.times o) True (.words o)) rest))
    ((Cons word rest)
     (parse (Options (.times o) (.upper o) (Cons word (.words o))) rest))))

(declare say (Options -> Unit))
(define (say o)
  (let ((shout (fn (w) (if (.upper o) (string:upcase w) w)))
        (line (mconcat (list:intersperse " " (map shout (.words o))))))
    (for i in (range 1 (.times o))
      (println (mconcat (make-list (show i) ". " line))))))

(define (main args)
  (match (parse (Options 1 False Nil) args)
    ((Ok options) (progn (say options) 0))
    ((Err why) (progn (println (<> "error: " why)) 2))))
