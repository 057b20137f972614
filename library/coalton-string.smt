;;;; coalton/string -- text.
;;;;
;;;; A string is an immutable row of characters. Lengths and positions count characters, from 0.

(package coalton/string
  (import
   coalton/classes
   coalton/builtin
   coalton/hash
   smelter/literal
   (coalton/iterator as iter)
   (smelter/prim as p))
  (import-from coalton/iterator IntoIterator into-iter FromIterator collect!)
  (export
   concat reverse length substring split split-at strip-prefix strip-suffix
   parse-int ref ref-unchecked substring-index substring? chars upcase downcase
   ;; beyond Coalton's library
   join trim trim-left trim-right words unwords lines unlines
   starts-with? ends-with? replace split-on repeat-string pad-left pad-right parse-float))

(declare length (String -> UFix))
(define (length str)
  "How many characters it has.

    (length \"naïve\")  => 5
    (length \"größe\")  => 5"
  (p:string-length str))

(declare concat (String * String -> String))
(define (concat str1 str2)
  "One string after the other.

    (concat \"a\" \"b\")  => \"ab\""
  (p:string-concat str1 str2))

(declare reverse (String -> String))
(define (reverse s)
  "The string from its end to its beginning.

    (reverse \"abc\")  => \"cba\"
    (reverse \"größe\")  => \"eßörg\""
  (p:string-reverse s))

(declare upcase (String -> String))
(define (upcase str)
  "The string in capital letters.

    (upcase \"été\")  => \"ÉTÉ\"
    (upcase \"straße\")  => \"STRAßE\""
  (p:string-upcase str))

(declare downcase (String -> String))
(define (downcase str)
  "The string in small letters.

    (downcase \"ÄB\")  => \"äb\""
  (p:string-downcase str))

(declare substring (String * UFix * UFix -> String))
(define (substring str start end)
  "The characters from position start up to, and without, position end; the other way round if end is less.

    (substring \"smelter\" 1 4)  => \"mel\"
    (substring \"hello\" 1 3)  => \"el\"
    (substring \"hello\" 3 1)  => \"el\"
    (substring \"hello\" 3 99)  => \"lo\""
  (p:string-substring str start end))

(declare split-at (UFix * String -> Tuple String String))
(define (split-at n str)
  "The first n characters, and the others.

    (split-at 2 \"smelter\")  => (Tuple \"sm\" \"elter\")
    (split-at 2 \"hello\")  => (Tuple \"he\" \"llo\")
    (split-at 9 \"hello\")  => (Tuple \"hello\" \"\")"
  (Tuple (p:string-substring str 0 n)
         (if (< n (p:string-length str))
             (p:string-substring str n (p:string-length str))
             "")))

(declare split (Char * String -> List String))
(define (split c str)
  "The pieces between the characters c: `(split #\\, \"a,b\")` is a list of \"a\" and \"b\". The empty string has none.

    (split #\\, \"a,b,,c\")  => #<List [\"a\" \"b\" \"\" \"c\"]>
    (split #\\, \"\")  => #<List []>"
  (p:string-split c str))

(declare strip-prefix (String * String -> Optional String))
(define (strip-prefix prefix str)
  "What comes after the prefix; None if the string does not begin with it.

    (strip-prefix \"sm\" \"smelter\")  => (Some \"elter\")
    (strip-prefix \"he\" \"hello\")  => (Some \"llo\")
    (strip-prefix \"lo\" \"hello\")  => None"
  (if (starts-with? prefix str)
      (Some (p:string-substring str (p:string-length prefix) (p:string-length str)))
      None))

(declare strip-suffix (String * String -> Optional String))
(define (strip-suffix suffix str)
  "What comes before the suffix; None if the string does not end with it.

    (strip-suffix \"er\" \"smelter\")  => (Some \"smelt\")
    (strip-suffix \"lo\" \"hello\")  => (Some \"hel\")
    (strip-suffix \"hello hello\" \"hello\")  => None"
  (if (ends-with? suffix str)
      (Some (p:string-substring str 0 (- (p:string-length str) (p:string-length suffix))))
      None))

(declare parse-int (String -> Optional Integer))
(define (parse-int str)
  "The number at the beginning of the string, after blanks: that of \"12x\" is 12.

    (parse-int \"12x\")  => (Some 12)
    (parse-int \"x\")  => None
    (parse-int \" -12x\")  => (Some -12)"
  (p:parse-int str))

(declare parse-float (String -> Optional F64))
(define (parse-float str)
  "The number that the whole string is.

    (parse-float \"1.5e3\")  => (Some 1500.0)"
  (p:string->f64 str))

(declare ref (String * UFix -> Optional Char))
(define (ref str idx)
  "The character at a position.

    (ref \"añb\" 1)  => (Some #\\ñ)
    (ref \"größe\" 2)  => (Some #\\ö)
    (ref \"abc\" 3)  => None"
  (if (< idx (p:string-length str))
      (Some (p:string-ref str idx))
      None))

(declare ref-unchecked (String * UFix -> Char))
(define (ref-unchecked str idx)
  "The character at a position; an error when there is none.

    (ref-unchecked \"abc\" 1)  => #\\b"
  (p:string-ref str idx))

(declare substring-index (String * String -> Optional UFix))
(define (substring-index small big)
  "The position at which the small string first stands in the big one.

    (substring-index \"lt\" \"smelter\")  => (Some 3)
    (substring-index \"lo\" \"hello\")  => (Some 3)
    (substring-index \"\" \"hello\")  => (Some 0)"
  (p:string-find small big 0))

(declare substring? (String * String -> Boolean))
(define (substring? small big)
  "Does the small string stand in the big one?

    (substring? \"ell\" \"hello\")  => True"
  (match (p:string-find small big 0)
    ((Some _) True)
    ((None) False)))

(declare chars (String -> iter:Iterator Char))
(define (chars str)
  "The characters, one after the other.

    (the (List Char) (iter:collect! (chars \"ab\")))  => #<List [#\\a #\\b]>"
  (let ((here (p:cell-new 0))
        (end (p:string-bytes str)))
    (iter:with-size
     (fn ()
       (let ((at (p:cell-read here)))
         (if (== at end)
             None
             (progn
               (p:cell-write! here (p:string-next str at))
               (Some (p:string-char-at-byte str at))))))
     (p:string-length str))))

;;; Beyond Coalton's library

(declare join (String -> List String -> String))
(define (join separator pieces)
  "The pieces with a separator between each two.

    (join \", \" (make-list \"a\" \"b\"))  => \"a, b\""
  (p:string-join separator pieces))

(declare trim (String -> String))
(define (trim str)
  "The string without blanks at its ends.

    (trim \"  a b \")  => \"a b\""
  (p:string-trim str))

(declare trim-left (String -> String))
(define (trim-left str)
  "The string without blanks at its beginning.

    (trim-left \"  a \")  => \"a \""
  (p:string-trim-left str))

(declare trim-right (String -> String))
(define (trim-right str)
  "The string without blanks at its end.

    (trim-right \"  a \")  => \"  a\""
  (p:string-trim-right str))

(declare words (String -> List String))
(define (words str)
  "What stands between blanks.

    (words \" two  words \")  => #<List [\"two\" \"words\"]>"
  (p:string-words str))

(declare unwords (List String -> String))
(define (unwords pieces)
  "The words with a blank between each two.

    (unwords (make-list \"a\" \"b\"))  => \"a b\""
  (p:string-join " " pieces))

(declare lines (String -> List String))
(define (lines str)
  "The lines of a text, without the newlines. A newline at the very end begins no further line.

    (lines \"a\\nb\\n\")  => #<List [\"a\" \"b\"]>"
  (cond
    ((== (p:string-bytes str) 0) Nil)
    ((ends-with? "\n" str)
     (p:string-split #\Newline (p:string-substring str 0 (- (p:string-length str) 1))))
    (True (p:string-split #\Newline str))))

(declare unlines (List String -> String))
(define (unlines pieces)
  "The lines as one text, each with a newline at its end."
  (p:string-concat-list (fold-lines pieces)))

(declare fold-lines (List String -> List String))
(define (fold-lines pieces)
  (match pieces
    ((Nil) Nil)
    ((Cons line rest) (Cons line (Cons "\n" (fold-lines rest))))))

(declare starts-with? (String -> String -> Boolean))
(define (starts-with? prefix str)
  "Does the string begin with the prefix?

    (starts-with? \"he\" \"hello\")  => True"
  (p:string-starts-with? prefix str))

(declare ends-with? (String -> String -> Boolean))
(define (ends-with? suffix str)
  "Does the string end with the suffix?

    (ends-with? \"lo\" \"hello\")  => True"
  (p:string-ends-with? suffix str))

(declare replace (String -> String -> String -> String))
(define (replace old new str)
  "The string with every old in it replaced by new.

    (replace \"l\" \"ll\" \"hello\")  => \"hellllo\""
  (p:string-replace old new str))

(declare split-on (String -> String -> List String))
(define (split-on separator str)
  "The pieces between the separators, which are strings.

    (split-on \"--\" \"a--b\")  => #<List [\"a\" \"b\"]>"
  (p:string-split-string separator str))

(declare repeat-string (UFix -> String -> String))
(define (repeat-string n str)
  "n times the string.

    (repeat-string 3 \"ab\")  => \"ababab\""
  (p:string-repeat n str))

(declare pad-left (UFix -> String -> String))
(define (pad-left width str)
  "The string with blanks before it, so that it is that wide at least.

    (pad-left 4 \"7\")  => \"   7\""
  (let ((size (p:string-length str)))
    (if (< size width)
        (p:string-concat (p:string-repeat (- width size) " ") str)
        str)))

(declare pad-right (UFix -> String -> String))
(define (pad-right width str)
  "The string with blanks after it, so that it is that wide at least.

    (pad-right 4 \"ab\")  => \"ab  \""
  (let ((size (p:string-length str)))
    (if (< size width)
        (p:string-concat str (p:string-repeat (- width size) " "))
        str)))

;;; Instances

(define-instance (Eq String)
  (define (== a b) (p:string-eq a b)))

(define-instance (Ord String)
  (define (<=> a b) (p:string-cmp a b))
  (define (%lt a b) (p:string-lt a b))
  (define (%le a b) (if (p:string-lt b a) False True)))

(define-instance (Hash String)
  (define (hash s) (p:string-hash s)))

(define-instance (Default String)
  (define (default) ""))

(define-instance (Semigroup String)
  (define (<> a b) (p:string-concat a b)))

(define-instance (Monoid String)
  (define mempty "")
  (define (%combine-all xs) (p:string-concat-list xs)))

(define-instance (IntoIterator String Char)
  (define (into-iter s) (chars s)))

(define-instance (FromIterator String Char)
  (define (collect! it)
    (let ((text (p:builder-new Unit)))
      (iter:for-each! (fn (c) (p:builder-add-char text c)) it)
      (p:builder->string text))))

(define-instance (Into String (List Char))
  (define (into s) (p:string->chars s)))

(define-instance (Into (List Char) String)
  (define (into cs) (p:chars->string cs)))

(define-instance (Iso (List Char) String))

(define-instance (Into Char String)
  (define (into c) (p:char->string c)))

(define-instance (TryInto String Integer)
  (define (tryInto s) (p:string->int s)))

(define-instance (TryInto String F64)
  (define (tryInto s) (p:string->f64 s)))

(define-instance (Into Integer String)
  (define (into n) (p:int->string n)))

(define-instance (Into F32 String)
  (define (into x) (p:f32->string x)))

(define-instance (Into F64 String)
  (define (into x) (p:f64->string x)))

(define-instance (Into Fraction String)
  (define (into (Ratio n d))
    (if (== d 1)
        (p:int->string n)
        (p:string-concat (p:int->string n) (p:string-concat "/" (p:int->string d))))))

(declare signed->string (:a -> String))
(define (signed->string n)
  (p:int->string (p:word->int-signed n)))

(declare unsigned->string (:a -> String))
(define (unsigned->string n)
  (p:int->string (p:word->int n)))

(define-instance (Into I8 String)
  (define (into n) (signed->string n)))

(define-instance (Into I16 String)
  (define (into n) (signed->string n)))

(define-instance (Into I32 String)
  (define (into n) (signed->string n)))

(define-instance (Into I64 String)
  (define (into n) (signed->string n)))

(define-instance (Into IFix String)
  (define (into n) (signed->string n)))

(define-instance (Into U8 String)
  (define (into n) (unsigned->string n)))

(define-instance (Into U16 String)
  (define (into n) (unsigned->string n)))

(define-instance (Into U32 String)
  (define (into n) (unsigned->string n)))

(define-instance (Into U64 String)
  (define (into n) (unsigned->string n)))

(define-instance (Into UFix String)
  (define (into n) (unsigned->string n)))
