;;;; smelter -- what every script sees beside the prelude: printing, the world outside, and the everyday functions on
;;;; lists and strings that the prelude lacks.

(package smelter
  (import
   coalton-prelude
   (coalton/show as show)
   (coalton/iterator as iter)
   (coalton/list as list)
   (coalton/result as result)
   (coalton/string as string)
   (smelter/prim as p))
  (import-from coalton/list
   car cdr last init null? cons? nth nth-cdr member lookup partition intersperse intercalate
   sort sortBy insertBy maximum minimum optimumBy transpose zipWith3 findIndex elemIndex countBy)
  (import-from coalton/string
   upcase downcase strip-prefix strip-suffix substring? parse-int parse-float trim trim-left trim-right
   words unwords lines unlines starts-with? ends-with? replace split-on pad-left pad-right)
  (export
   show print println eprint eprintln read-line read-all read-lines flush
   args env exit
   read-file write-file append-file file-exists? directory? delete-file list-directory
   now random
   ;; coalton/list
   car cdr last init null? cons? nth nth-cdr member lookup partition intersperse intercalate
   sort sortBy insertBy maximum minimum optimumBy transpose zipWith3 findIndex elemIndex countBy
   ;; coalton/string
   upcase downcase strip-prefix strip-suffix substring? parse-int parse-float trim trim-left trim-right
   words unwords lines unlines starts-with? ends-with? replace split-on pad-left pad-right))

;;; Text out and in

(declare show (Show :a => :a -> String))
(define (show x)
  "The text of a value, as a program would write it: that of \"a\" has its quotes.

    (show (make-list 1 2))  => \"#<List [1 2]>\"
    (show (make-list \"a\"))  => \"#<List [\\\"a\\\"]>\""
  (show:show-as-string x))

(declare print (String -> Unit))
(define (print text)
  "Print a string."
  (p:print text))

(declare println (String -> Unit))
(define (println text)
  "Print a string and a newline."
  (p:println text))

(declare eprint (String -> Unit))
(define (eprint text)
  "Print a string to the standard error output."
  (p:print-error text))

(declare eprintln (String -> Unit))
(define (eprintln text)
  "Print a string and a newline to the standard error output."
  (p:print-error (p:string-concat text "\n")))

(declare flush (Void -> Unit))
(define (flush)
  "Write out what was printed so far. This happens by itself at the end, and before input is waited for."
  (p:flush Unit))

(declare read-line (Void -> Optional String))
(define (read-line)
  "The next line of the input, without its newline; None at the end."
  (p:read-line Unit))

(declare read-all (Void -> String))
(define (read-all)
  "All of the input that is left."
  (p:read-all Unit))

(declare read-lines (Void -> Iterator String))
(define (read-lines)
  "The lines of the input, one after the other as they come."
  (iter:new read-line))

;;; The process

(declare args (Void -> List String))
(define (args)
  "The arguments of the script."
  (p:args Unit))

(declare env (String -> Optional String))
(define (env name)
  "A variable of the environment."
  (p:getenv name))

(declare exit (Integer -> :a))
(define (exit status)
  "End the script with that status."
  (p:exit status))

(declare now (Void -> Integer))
(define (now)
  "The time in seconds since the beginning of 1970."
  (p:time-unix Unit))

(declare random (Integer -> Integer))
(define (random n)
  "A number from 0 up to, and without, n."
  (if (<= n 0)
      (p:error "random: there is no number below 1")
      (mod (random-bits (p:int-bit-length n) 0) n)))

;; A number of some more bits than are wanted, so that no remainder is noticeably more likely than another.
(declare random-bits (Integer -> Integer -> Integer))
(define (random-bits wanted so-far)
  (let ((more (p:int-or (p:int-shift so-far 64) (p:word->int (p:random-word Unit)))))
    (if (< wanted 0)
        more
        (random-bits (- wanted 64) more))))

;;; Files

(declare read-file (String -> Result String String))
(define (read-file path)
  "The text of a file, or why it cannot be read."
  (p:read-file path))

(declare write-file (String -> String -> Result String Unit))
(define (write-file path text)
  "Make text the content of the file with that path."
  (p:write-file path text))

(declare append-file (String -> String -> Result String Unit))
(define (append-file path text)
  "Put text at the end of the file with that path."
  (p:append-file path text))

(declare file-exists? (String -> Boolean))
(define (file-exists? path)
  "Is there anything at that path?"
  (p:file-exists? path))

(declare directory? (String -> Boolean))
(define (directory? path)
  "Is there a directory at that path?"
  (p:directory? path))

(declare delete-file (String -> Result String Unit))
(define (delete-file path)
  "Remove the file with that path."
  (p:delete-file path))

(declare list-directory (String -> Result String (List String)))
(define (list-directory path)
  "The names of what is in a directory, in order."
  (map sort (p:list-directory path)))
