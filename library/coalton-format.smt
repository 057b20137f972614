;;;; coalton/format -- text by a pattern, after Common Lisp's format.
;;;;
;;;; (format Str "~A and ~5D" x n) is a String; with Out in the place of Str it is printed. The pattern is taken
;;;; apart into directives first; these are then carried out one after the other, each taking its arguments
;;;; from those that are left. A pattern that is a literal has been checked by the compiler, which has put
;;;; %integer and its like around the arguments.

(package coalton/format
  (import
   coalton/types
   coalton/classes
   coalton/builtin
   coalton/math/arith
   coalton/math/integral
   coalton/show
   coalton/tuple
   smelter/literal
   (coalton/list as list)
   (coalton/string as string)
   (coalton/char as char)
   (smelter/prim as p))
  (export format Str Out Target %integer %number %character %list))

(define-type (Target :result)
  "What becomes of the text."
  (Target (String -> :result)))

(declare Str (Target String))
(define Str
  "The text is the result."
  (Target (fn (text) text)))

(declare Out (Target Unit))
(define Out
  "The text is printed."
  (Target (fn (text) (p:print text))))

(define-macro (format target control argument …)
  "Text by a pattern: with `Str` it is the result, with `Out` it is printed. In the pattern, directives take the
arguments one after the other: ~A takes anything that has Show, ~D an integer, ~F a number, ~C a character, ~{ a list;
~% is a newline. A pattern that does not fit its arguments is an error of the program.

    (format Str \"~D of ~D, ~5,2F %\" 1 3 33.333)  => \"1 of 3, 33.33 %\"
    (format Str \"~{~A~^, ~}\" (make-list 1 2 3))  => \"1, 2, 3\"
    (format Str \"~A is ~D\" \"x\" 5)  => \"\\\"x\\\" is 5\""
  (format-list target control (make-list (format-argument argument) …)))

;;; What directives take: the compiler puts these around the arguments of a literal pattern.

(define-class (BuiltInInteger :a))
(define-instance (BuiltInInteger Integer))
(define-instance (BuiltInInteger Bit))
(define-instance (BuiltInInteger I8))
(define-instance (BuiltInInteger I16))
(define-instance (BuiltInInteger I32))
(define-instance (BuiltInInteger I64))
(define-instance (BuiltInInteger IFix))
(define-instance (BuiltInInteger U8))
(define-instance (BuiltInInteger U16))
(define-instance (BuiltInInteger U32))
(define-instance (BuiltInInteger U64))
(define-instance (BuiltInInteger UFix))

(declare %integer (BuiltInInteger :a => :a -> :a))
(define (%integer n) n)

(declare %number (Num :a => :a -> :a))
(define (%number n) n)

(declare %character (Char -> Char))
(define (%character c) c)

(declare %list (List :a -> List :a))
(define (%list xs) xs)

(declare format-list (Target :result -> String -> List Argument -> :result))
(define (format-list (Target finish) control arguments)
  (let ((out (p:builder-new Unit)))
    (match (read-pieces None (p:string->chars control))
      ((Tuple pieces _) (do-pieces out arguments pieces arguments)))
    (finish (p:builder->string out))))

(declare failed (String -> :a))
(define (failed message)
  (p:error (p:string-concat "format: " message)))

;;; Patterns

(define-type Parameter
  Absent
  (Number Integer)
  (Letter Char)
  From-argument   ; v: the next argument says
  Arguments-left) ; #: how many arguments there are

;; A directive: its letter, its parameters, whether it has a colon and whether it has an at sign.
(define-type Piece
  (Text String)
  (Directive Char (List Parameter) Boolean Boolean)
  (Block Char (List Parameter) Boolean Boolean (List Piece)))

;; The pieces up to the end, or up to the letter that closes the block that is being read; and what is left.
(declare read-pieces (Optional Char -> List Char -> Tuple (List Piece) (List Char)))
(define (read-pieces closer cs)
  (match cs
    ((Nil)
     (match closer
       ((None) (Tuple Nil Nil))
       ((Some c) (failed (p:string-concat "there is no ~" (p:char->string c))))))
    ((Cons #\~ rest) (read-directive closer Nil rest))
    (_ (read-text closer Nil cs))))

(declare read-text (Optional Char -> List Char -> List Char -> Tuple (List Piece) (List Char)))
(define (read-text closer text cs)
  (match cs
    ((Cons #\~ _) (then (Text (from-reversed text)) (read-pieces closer cs)))
    ((Nil) (then (Text (from-reversed text)) (read-pieces closer cs)))
    ((Cons c rest) (read-text closer (Cons c text) rest))))

(declare then (Piece -> Tuple (List Piece) (List Char) -> Tuple (List Piece) (List Char)))
(define (then piece (Tuple pieces rest))
  (Tuple (Cons piece pieces) rest))

(declare from-reversed (List Char -> String))
(define (from-reversed cs)
  (p:string-reverse (p:chars->string cs)))

;; After the tilde: parameters with commas between them, then colons and at signs, then the letter.
(declare read-directive (Optional Char -> List Parameter -> List Char -> Tuple (List Piece) (List Char)))
(define (read-directive closer parameters cs)
  (match cs
    ((Cons #\, rest) (read-directive closer (Cons Absent parameters) rest))
    ((Cons #\' (Cons c rest)) (after-parameter closer (Cons (Letter c) parameters) rest))
    ((Cons #\v rest) (after-parameter closer (Cons From-argument parameters) rest))
    ((Cons #\V rest) (after-parameter closer (Cons From-argument parameters) rest))
    ((Cons #\# rest) (after-parameter closer (Cons Arguments-left parameters) rest))
    ((Cons c _)
     (if (or (char:ascii-digit? c) (== c #\-) (== c #\+))
         (match (read-number Nil cs)
           ((Tuple n rest) (after-parameter closer (Cons (Number n) parameters) rest)))
         (read-modifiers closer (list:reverse parameters) False False cs)))
    ((Nil) (failed "a tilde stands at the end"))))

(declare after-parameter (Optional Char -> List Parameter -> List Char -> Tuple (List Piece) (List Char)))
(define (after-parameter closer parameters cs)
  (match cs
    ((Cons #\, rest) (read-directive closer parameters rest))
    (_ (read-modifiers closer (list:reverse parameters) False False cs))))

(declare read-number (List Char -> List Char -> Tuple Integer (List Char)))
(define (read-number digits cs)
  (match cs
    ((Cons c rest)
     (if (or (char:ascii-digit? c) (and (list:null? digits) (or (== c #\-) (== c #\+))))
         (read-number (Cons c digits) rest)
         (Tuple (number-of digits) cs)))
    ((Nil) (Tuple (number-of digits) cs))))

(declare number-of (List Char -> Integer))
(define (number-of digits)
  (match (p:string->int (from-reversed digits))
    ((Some n) n)
    ((None) (failed "a sign without a number"))))

(declare read-modifiers
  (Optional Char -> List Parameter -> Boolean -> Boolean -> List Char -> Tuple (List Piece) (List Char)))
(define (read-modifiers closer parameters colon at cs)
  (match cs
    ((Cons #\: rest) (read-modifiers closer parameters True at rest))
    ((Cons #\@ rest) (read-modifiers closer parameters colon True rest))
    ((Cons letter rest) (read-letter closer parameters colon at (char:upcase letter) rest))
    ((Nil) (failed "a directive has no letter"))))

(declare read-letter
  (Optional Char -> List Parameter -> Boolean -> Boolean -> Char -> List Char -> Tuple (List Piece) (List Char)))
(define (read-letter closer parameters colon at letter rest)
  (cond
    ((== (Some letter) closer)
     ;; The closer comes last in its block, for ~:} says something.
     (Tuple (make-list (Directive letter parameters colon at)) rest))
    ((== letter #\{) (read-block closer #\} parameters colon at letter rest))
    ((== letter #\() (read-block closer #\) parameters colon at letter rest))
    ((== letter #\<) (read-block closer #\> parameters colon at letter rest))
    ((list:member letter (make-list #\} #\) #\>))
     (failed (string:concat "nothing is open that could be closed by ~" (p:char->string letter))))
    ((== letter #\Newline)
     (let ((others (read-pieces closer (if colon rest (without-blanks rest)))))
       (if at (then (Text "\n") others) others)))
    ((known? letter) (then (Directive letter parameters colon at) (read-pieces closer rest)))
    (True (failed (string:concat "there is no directive ~" (p:char->string letter))))))

(declare without-blanks (List Char -> List Char))
(define (without-blanks cs)
  (match cs
    ((Cons c rest) (if (p:char-space? c) (without-blanks rest) cs))
    ((Nil) Nil)))

(declare read-block
  (Optional Char -> Char -> List Parameter -> Boolean -> Boolean -> Char -> List Char
   -> Tuple (List Piece) (List Char)))
(define (read-block closer own-closer parameters colon at letter rest)
  (match (read-pieces (Some own-closer) rest)
    ((Tuple inside after)
     (then (Block letter parameters colon at inside) (read-pieces closer after)))))

(declare known? (Char -> Boolean))
(define (known? letter)
  (match (p:string-find (p:char->string letter) "~%&|^FEGI$CRDBOXASW_TP*" 0)
    ((Some _) True)
    ((None) False)))

;;; Carrying pieces out
;;;
;;; All arguments are kept beside those that are left, because ~* may go back. What comes of it is the arguments that
;;; are left then, and whether ~^ has ended the block.

(declare do-pieces (Builder -> List Argument -> List Piece -> List Argument -> Tuple Boolean (List Argument)))
(define (do-pieces out all pieces left)
  (match pieces
    ((Nil) (Tuple False left))
    ((Cons (Text text) rest)
     (p:builder-add out text)
     (do-pieces out all rest left))
    ((Cons (Directive #\^ _ _ _) rest)
     (if (list:null? left)
         (Tuple True left)
         (do-pieces out all rest left)))
    ((Cons (Directive letter parameters colon at) rest)
     (match (settle all parameters left)
       ((Tuple settled after)
        (do-pieces out all rest (do-directive out all letter settled colon at after)))))
    ((Cons (Block letter parameters colon at inside) rest)
     (match (settle all parameters left)
       ((Tuple settled after)
        (match (do-block out all letter settled colon at inside after)
          ((Tuple (True) still-left) (Tuple True still-left))
          ((Tuple (False) still-left) (do-pieces out all rest still-left))))))))

;; Parameters that arguments decide are looked up.
(declare settle (List Argument -> List Parameter -> List Argument -> Tuple (List Parameter) (List Argument)))
(define (settle all parameters left)
  (match parameters
    ((Nil) (Tuple Nil left))
    ((Cons (From-argument) rest)
     (match (take-argument left)
       ((Tuple argument after)
        (match (settle all rest after)
          ((Tuple others still-left)
           (Tuple (Cons (match argument
                          ((Integer-argument n) (Number n))
                          ((Char-argument c) (Letter c))
                          (_ Absent))
                        others)
                  still-left))))))
    ((Cons (Arguments-left) rest)
     (match (settle all rest left)
       ((Tuple others after)
        (Tuple (Cons (Number (p:word->int (list:length left))) others) after))))
    ((Cons parameter rest)
     (match (settle all rest left)
       ((Tuple others after) (Tuple (Cons parameter others) after))))))

(declare take-argument (List Argument -> Tuple Argument (List Argument)))
(define (take-argument left)
  (match left
    ((Cons argument rest) (Tuple argument rest))
    ((Nil) (failed "there are not enough arguments"))))

;; Parameter i as a number, or as a character.
(declare number-at (UFix -> List Parameter -> Integer -> Integer))
(define (number-at i parameters otherwise)
  (match (list:index i parameters)
    ((Some (Number n)) n)
    (_ otherwise)))

(declare letter-at (UFix -> List Parameter -> Char -> Char))
(define (letter-at i parameters otherwise)
  (match (list:index i parameters)
    ((Some (Letter c)) c)
    (_ otherwise)))

(declare given? (UFix -> List Parameter -> Boolean))
(define (given? i parameters)
  (match (list:index i parameters)
    ((Some (Absent)) False)
    ((Some _) True)
    ((None) False)))

(declare times (Integer -> String -> String))
(define (times n text)
  (if (> n 0) (p:string-repeat (p:int->word n) text) ""))

(declare width-of (String -> Integer))
(define (width-of text)
  (p:word->int (p:string-length text)))

(declare do-directive
  (Builder -> List Argument -> Char -> List Parameter -> Boolean -> Boolean -> List Argument -> List Argument))
(define (do-directive out all letter parameters colon at left)
  (cond
    ((== letter #\~) (put out (times (number-at 0 parameters 1) "~") left))
    ((== letter #\%) (put out (times (number-at 0 parameters 1) "\n") left))
    ((== letter #\|) (put out (times (number-at 0 parameters 1) "\u{c}") left))
    ((== letter #\&)
     (let ((lines (number-at 0 parameters 1)))
       (put out (times (if (== (column out) 0) (- lines 1) lines) "\n") left)))
    ((== letter #\T) (put out (tabulation (column out) parameters at) left))
    ((== letter #\_) left)
    ((== letter #\I) left)
    ((== letter #\}) left)
    ((== letter #\)) left)
    ((== letter #\>) left)
    ((== letter #\*) (other-argument all parameters colon at left))
    ((== letter #\P)
     (match (take-argument (if colon (one-back all left) left))
       ((Tuple argument after)
        (let ((one (is-one? argument)))
          (put out
               (if at (if one "y" "ies") (if one "" "s"))
               after)))))
    (True
     (match (take-argument left)
       ((Tuple argument after)
        (put out (text-of letter parameters colon at argument) after))))))

(declare put (Builder -> String -> List Argument -> List Argument))
(define (put out text left)
  (p:builder-add out text)
  left)

;; How many characters stand in the line that is being written.
(declare column (Builder -> Integer))
(define (column out)
  (match (list:last (p:string-split #\Newline (p:builder->string out)))
    ((Some line) (width-of line))
    ((None) 0)))

;; ~n,mT goes to column n, or to the next that is m further as often as needed; with @ n blanks, then to a multiple of m.
(declare tabulation (Integer -> List Parameter -> Boolean -> String))
(define (tabulation here parameters at)
  (let ((n (number-at 0 parameters 1))
        (m (number-at 1 parameters 1)))
    (cond
      (at (times (+ n (if (> m 0) (mod (negate (+ here n)) m) 0)) " "))
      ((< here n) (times (- n here) " "))
      ((<= m 0) "")
      (True (times (- m (mod (- here n) m)) " ")))))

(declare other-argument (List Argument -> List Parameter -> Boolean -> Boolean -> List Argument -> List Argument))
(define (other-argument all parameters colon at left)
  (let ((here (- (list:length all) (list:length left))))
    (let ((n (the UFix (fromInt (number-at 0 parameters (if at 0 1))))))
      (let ((there (cond
                     (at n)
                     (colon (- here n))
                     (True (+ here n)))))
        (if (> there (list:length all))
            (failed "there is no such argument")
            (list:drop there all))))))

(declare one-back (List Argument -> List Argument -> List Argument))
(define (one-back all left)
  (list:drop (- (- (list:length all) (list:length left)) 1) all))

(declare is-one? (Argument -> Boolean))
(define (is-one? argument)
  (match argument
    ((Integer-argument n) (== n 1))
    ((Float-argument x _) (== x 1))
    (_ False)))

;;; Blocks

(declare do-block
  (Builder -> List Argument -> Char -> List Parameter -> Boolean -> Boolean -> List Piece -> List Argument
   -> Tuple Boolean (List Argument)))
(define (do-block out all letter parameters colon at inside left)
  (cond
    ((== letter #\{)
     (let ((rounds (if (given? 0 parameters) (Some (number-at 0 parameters 0)) None))
           (first-too (match (list:last inside)
                        ((Some (Directive _ _ closing-colon _)) closing-colon)
                        (_ False))))
       (if at
           (Tuple False (repeat-pieces out rounds first-too colon left inside left))
           (match (take-argument left)
             ((Tuple (List-argument items _) after)
              (repeat-pieces out rounds first-too colon items inside items)
              (Tuple False after))
             (_ (failed "~{ needs a list"))))))
    ((== letter #\()
     (let ((inner (p:builder-new Unit)))
       (match (do-pieces inner all inside left)
         ((Tuple ended after)
          (p:builder-add out (in-case colon at (p:builder->string inner)))
          (Tuple ended after)))))
    (True
     (let ((inner (p:builder-new Unit)))
       (match (do-pieces inner all inside left)
         ((Tuple ended after)
          (p:builder-add out (justified parameters colon at (p:builder->string inner)))
          (Tuple ended after)))))))

;; The pieces again and again, until no argument is left; with sublists, each round has an argument for its arguments.
(declare repeat-pieces
  (Builder -> Optional Integer -> Boolean -> Boolean -> List Argument -> List Piece -> List Argument
   -> List Argument))
(define (repeat-pieces out rounds first-too sublists all pieces left)
  (cond
    ((and (list:null? left) (not first-too)) left)
    ((== rounds (Some 0)) left)
    (True
     (let ((rounds-then (map 1- rounds)))
       (if sublists
           (match (take-argument left)
             ((Tuple (List-argument items _) after)
              (do-pieces out items pieces items)
              (repeat-pieces out rounds-then False sublists all pieces after))
             (_ (failed "~:{ needs a list of lists")))
           (match (do-pieces out all pieces left)
             ((Tuple (True) after) after)
             ((Tuple (False) after)
              (if (== (list:length after) (list:length left))
                  after
                  (repeat-pieces out rounds-then False sublists all pieces after)))))))))

(declare in-case (Boolean -> Boolean -> String -> String))
(define (in-case colon at text)
  (cond
    ((and colon at) (p:string-upcase text))
    (colon (p:chars->string (capitalized True False (p:string->chars text))))
    (at (p:chars->string (capitalized True True (p:string->chars text))))
    (True (p:string-downcase text))))

;; The first letter of every word large, or only of the first word; the others small.
(declare capitalized (Boolean -> Boolean -> List Char -> List Char))
(define (capitalized at-start once cs)
  (match cs
    ((Nil) Nil)
    ((Cons c rest)
     (let ((in-word (or (char:alpha? c) (char:digit? c))))
       (Cons (if (and at-start in-word) (char:upcase c) (char:downcase c))
             (capitalized (if in-word False (if once at-start True)) once rest))))))

;;; Arguments as text

(declare text-of (Char -> List Parameter -> Boolean -> Boolean -> Argument -> String))
(define (text-of letter parameters colon at argument)
  (cond
    ((or (== letter #\A) (or (== letter #\S) (== letter #\W)))
     (justified parameters at (not at) (shown argument)))
    ((== letter #\C)
     (match argument
       ((Char-argument c)
        (cond
          (at (p:char-quote c))
          (colon (string:substring (p:char-quote c) 2 (p:string-length (p:char-quote c))))
          (True (p:char->string c))))
       (_ (failed "~C needs a character"))))
    ((== letter #\D) (integer-text 10 parameters colon at argument))
    ((== letter #\B) (integer-text 2 parameters colon at argument))
    ((== letter #\O) (integer-text 8 parameters colon at argument))
    ((== letter #\X) (integer-text 16 parameters colon at argument))
    ((== letter #\R)
     (if (given? 0 parameters)
         (integer-text (p:int->word (number-at 0 parameters 10)) (list:drop 1 parameters) colon at argument)
         (let ((n (integer-of argument)))
           (cond
             (at (roman n (if colon old-numerals numerals)))
             (colon (ordinal n))
             (True (cardinal n))))))
    (True (float-text letter parameters colon at (float-of argument)))))

(declare shown (Argument -> String))
(define (shown argument)
  (match argument
    ((Shown-argument text) text)
    ((Integer-argument n) (p:int->string n))
    ((Float-argument _ text) text)
    ((Char-argument c) (p:char-quote c))
    ((String-argument text) (p:string-quote text))
    ((List-argument _ text) text)))

;; Parameters width, step, least, blank: blanks to the left (or, with `after`, to the right, or on both sides): `least` of
;; them, and then `step` more until the width is reached.
(declare justified (List Parameter -> Boolean -> Boolean -> String -> String))
(define (justified parameters before after text)
  (let ((step (max 1 (number-at 1 parameters 1)))
        (least (number-at 2 parameters 0))
        (blank (p:char->string (letter-at 3 parameters #\Space))))
    (let ((missing (max 0 (- (number-at 0 parameters 0) (+ least (width-of text))))))
      (let ((blanks (+ least (* step (div (+ missing (- step 1)) step)))))
        (let ((left (cond
                      ((not after) blanks)
                      (before (div blanks 2))
                      (True 0))))
          (p:string-concat-list (make-list (times left blank) text (times (- blanks left) blank))))))))

(declare padded (Boolean -> Integer -> Char -> String -> String))
(define (padded on-the-left width blank text)
  (let ((blanks (times (- width (width-of text)) (p:char->string blank))))
    (if on-the-left
        (p:string-concat blanks text)
        (p:string-concat text blanks))))

(declare integer-of (Argument -> Integer))
(define (integer-of argument)
  (match argument
    ((Integer-argument n) n)
    (_ (failed "an integer is needed"))))

(declare float-of (Argument -> F64))
(define (float-of argument)
  (match argument
    ((Float-argument x _) x)
    ((Integer-argument n) (p:int->f64 n))
    (_ (failed "a number is needed"))))

;; Width, padding, what stands between groups of digits, how many digits are a group.
(declare integer-text (UFix -> List Parameter -> Boolean -> Boolean -> Argument -> String))
(define (integer-text radix parameters colon at argument)
  (let ((n (integer-of argument)))
    (let ((digits (p:string-upcase (p:int->string-radix (p:int-abs n) radix)))
          (sign (cond
                  ((< n 0) "-")
                  (at "+")
                  (True ""))))
      (padded True
              (number-at 0 parameters 0)
              (letter-at 1 parameters #\Space)
              (p:string-concat
               sign
               (if colon
                   (grouped (p:int->word (number-at 3 parameters 3))
                            (p:char->string (letter-at 2 parameters #\,))
                            digits)
                   digits))))))

(declare grouped (UFix -> String -> String -> String))
(define (grouped size comma digits)
  (let ((n (p:string-length digits)))
    (if (<= n size)
        digits
        (p:string-concat-list
         (make-list (grouped size comma (p:string-substring digits 0 (- n size)))
                    comma
                    (p:string-substring digits (- n size) n))))))

;;; Floats

;; A number as digits: "0." is understood in front of them, and they are to be multiplied by ten to the power of the
;; exponent. The first digit is not 0, unless the number is.
(define-struct Decimal
  (digits String)
  (exponent Integer))

;; The shortest digits that mean just this number.
(declare decimal (F64 -> Decimal))
(define (decimal x)
  (match (p:string-split #\e (p:f64->string x))
    ((Cons mantissa power)
     (match (p:string-split #\. mantissa)
       ((Cons whole fraction)
        (without-zeros (p:string-concat whole (p:string-concat-list fraction))
                       (+ (width-of whole) (match power
                                             ((Cons digits _) (integer-from digits))
                                             ((Nil) 0)))))
       ((Nil) (Decimal "0" 1))))
    ((Nil) (Decimal "0" 1))))

(declare integer-from (String -> Integer))
(define (integer-from digits)
  (number-of (p:string->chars (p:string-reverse digits))))

;; Zeros in front lower the exponent; those at the end mean nothing.
(declare without-zeros (String -> Integer -> Decimal))
(define (without-zeros digits exponent)
  (let ((ends-at (fn (text) (integer-from (p:string-concat "0" text)))))
    (if (== (ends-at digits) 0)
        (Decimal "0" 1)
        (let ((significant (p:int->string (ends-at digits))))
          (let ((zeros (- (width-of digits) (width-of significant))))
            (Decimal (without-last-zeros significant) (- exponent zeros)))))))

(declare without-last-zeros (String -> String))
(define (without-last-zeros digits)
  (match (string:strip-suffix "0" digits)
    ((Some shorter) (if (== shorter "") digits (without-last-zeros shorter)))
    ((None) digits)))

;; The number with so many digits, rounded, with zeros at the end where there were fewer.
(declare with-digits (Integer -> Decimal -> Decimal))
(define (with-digits n (Decimal digits exponent))
  (let ((extra (- (width-of digits) n)))
    (if (<= extra 0)
        (Decimal (p:string-concat digits (times (negate extra) "0")) exponent)
        (let ((unit (^ 10 extra)))
          (let ((rounded (p:int->string (div (+ (integer-from digits) (div unit 2)) unit))))
            (if (> (width-of rounded) (max n 1))
                (Decimal (string:substring rounded 0 (p:int->word n)) (+ exponent 1))
                (Decimal rounded exponent)))))))

;; The digits with a point where it belongs.
(declare positional (Decimal -> String))
(define (positional (Decimal digits exponent))
  (let ((n (width-of digits)))
    (cond
      ((<= exponent 0) (p:string-concat-list (make-list "0." (times (negate exponent) "0") digits)))
      ((>= exponent n) (p:string-concat-list (make-list digits (times (- exponent n) "0") ".0")))
      (True
       (let ((point (p:int->word exponent)))
         (p:string-concat-list
          (make-list (string:substring digits 0 point) "." (string:substring digits point (p:int->word n)))))))))

(declare float-text (Char -> List Parameter -> Boolean -> Boolean -> F64 -> String))
(define (float-text letter parameters colon at x)
  (if (or (p:f64-infinite? x) (not (== x x)))
      (padded True (number-at 0 parameters 0) #\Space (p:f64->string x))
      (cond
        ((== letter #\$) (money-text parameters colon at x))
        ((== letter #\E) (scientific-text parameters at x))
        ((== letter #\G) (general-text parameters at x))
        (True (fixed-text parameters at x)))))

(declare sign-of (Boolean -> F64 -> String))
(define (sign-of at x)
  (cond
    ((p:f64-lt x 0) "-")
    (at "+")
    (True "")))

;; Parameters digits, least digits before the point, width, blank.
(declare money-text (List Parameter -> Boolean -> Boolean -> F64 -> String))
(define (money-text parameters colon at x)
  (let ((digits (number-at 0 parameters 2))
        (width (number-at 2 parameters 0))
        (blank (letter-at 3 parameters #\Space))
        (sign (sign-of at x)))
    (let ((text (fixed-digits digits (p:f64-abs x))))
      (let ((before (- (width-of text) (+ digits 1))))
        (let ((number (p:string-concat (times (- (number-at 1 parameters 1) before) "0") text)))
          (if colon
              (p:string-concat sign (padded True (- width (width-of sign)) blank number))
              (padded True width blank (p:string-concat sign number))))))))

;; The exact number rounded to so many digits behind the point, a half upwards. The point stands there even if it is the
;; last thing.
(declare fixed-digits (Integer -> F64 -> String))
(define (fixed-digits digits x)
  (let ((scaled (* (p:f64-mantissa x) (^ 10 digits)))
        (exponent (p:f64-exponent x)))
    (let ((whole (if (>= exponent 0)
                     (* scaled (^ 2 exponent))
                     (let ((unit (^ 2 (negate exponent))))
                       (div (+ (* 2 scaled) unit) (* 2 unit))))))
      (let ((text (p:int->string whole)))
        (let ((padded (p:string-concat (times (- (1+ digits) (width-of text)) "0") text)))
          (let ((point (p:int->word (- (width-of padded) digits))))
            (p:string-concat-list
             (make-list (string:substring padded 0 point)
                        "."
                        (string:substring padded point (p:string-length padded))))))))))

;; Parameters width, digits behind the point, scale, what fills a width that is too small, blank.
(declare fixed-text (List Parameter -> Boolean -> F64 -> String))
(define (fixed-text parameters at x)
  (let ((width (number-at 0 parameters 0))
        (sign (sign-of at x))
        (scale (number-at 2 parameters 0)))
    (let ((size (if (== scale 0)
                    (p:f64-abs x)
                    (p:f64-mul (p:f64-abs x) (p:f64-pow 10 (p:int->f64 scale)))))
          (room (- width (width-of sign))))
      (let ((number (if (given? 1 parameters)
                        (fixed-digits (number-at 1 parameters 0) size)
                        (fitting (given? 0 parameters) room size))))
        (let ((text (p:string-concat sign (if (and (given? 0 parameters) (> (width-of number) room))
                                              (without-leading-zero number)
                                              number))))
          (if (and (given? 3 parameters) (> (width-of text) width))
              (times width (p:char->string (letter-at 3 parameters #\*)))
              (padded True width (letter-at 4 parameters #\Space) text)))))))

;; All digits, or as many as there is room for.
(declare fitting (Boolean -> Integer -> F64 -> String))
(define (fitting limited room x)
  (match (decimal x)
    ((= shortest (Decimal _ exponent))
     (let ((text (positional shortest)))
       (if (and limited (> (width-of text) room))
           (fixed-digits (max 0 (- room (1+ (max 0 exponent)))) x)
           text)))))

(declare without-leading-zero (String -> String))
(define (without-leading-zero text)
  (if (== text "0.")
      text
      (match (string:strip-prefix "0." text)
        ((Some digits) (p:string-concat "." digits))
        ((None) text))))

;; d.ddde+x. Parameters width, digits behind the point, digits of the exponent, scale, what fills a width that is too
;; small, blank; the scale is 1 always.
(declare scientific-text (List Parameter -> Boolean -> F64 -> String))
(define (scientific-text parameters at x)
  (let ((shortest (decimal (p:f64-abs x)))
        (width (number-at 0 parameters 0)))
    (match (if (given? 1 parameters)
               (with-digits (1+ (number-at 1 parameters 0)) shortest)
               shortest)
      ((Decimal digits exponent)
       (let ((power (if (== x 0) 0 (- exponent 1))))
         (let ((power-digits (p:int->string (p:int-abs power))))
           (let ((text (p:string-concat-list
                        (make-list (sign-of at x)
                                   (positional (Decimal digits 1))
                                   "e"
                                   (if (< power 0) "-" "+")
                                   (times (- (number-at 2 parameters 1) (width-of power-digits)) "0")
                                   power-digits))))
             (if (and (given? 4 parameters) (> (width-of text) width))
                 (times width (p:char->string (letter-at 4 parameters #\*)))
                 (padded True width (letter-at 5 parameters #\Space) text)))))))))

;; Like ~F where that shows all the digits that are asked for, with blanks in the place of an exponent; otherwise like ~E.
(declare general-text (List Parameter -> Boolean -> F64 -> String))
(define (general-text parameters at x)
  (match (decimal (p:f64-abs x))
    ((Decimal digits exponent)
     (let ((before (if (== x 0) 0 exponent))
           (blanks (if (given? 2 parameters) (+ 2 (number-at 2 parameters 0)) 4)))
       (let ((all (number-at 1 parameters (max (width-of digits) (min before 7)))))
         (let ((after (- all before)))
           (if (and (>= after 0) (<= after all))
               (p:string-concat
                (fixed-text (make-list (if (given? 0 parameters)
                                           (Number (- (number-at 0 parameters 0) blanks))
                                           Absent)
                                       (Number after)
                                       Absent
                                       (match (list:index 4 parameters)
                                         ((Some fill) fill)
                                         ((None) Absent))
                                       (Letter (letter-at 5 parameters #\Space)))
                            at x)
                (times blanks " "))
               (scientific-text parameters at x))))))))

;;; Numbers in words

(declare small-numbers (List String))
(define small-numbers
  (make-list "zero" "one" "two" "three" "four" "five" "six" "seven" "eight" "nine" "ten" "eleven" "twelve"
             "thirteen" "fourteen" "fifteen" "sixteen" "seventeen" "eighteen" "nineteen"))

(declare tens (List String))
(define tens
  (make-list "zero" "ten" "twenty" "thirty" "forty" "fifty" "sixty" "seventy" "eighty" "ninety"))

(declare thousands (List String))
(define thousands
  (make-list "" " thousand" " million" " billion" " trillion" " quadrillion" " quintillion" " sextillion"
             " septillion" " octillion" " nonillion" " decillion" " undecillion" " duodecillion"
             " tredecillion" " quattuordecillion" " quindecillion" " sexdecillion" " septendecillion"
             " octodecillion" " novemdecillion" " vigintillion"))

(declare cardinal (Integer -> String))
(define (cardinal n)
  (cond
    ((< n 0) (p:string-concat "negative " (cardinal (negate n))))
    ((< n 1000) (below-thousand n))
    (True (p:string-join " " (in-thousands n thousands)))))

(declare in-thousands (Integer -> List String -> List String))
(define (in-thousands n names)
  (match names
    ((Nil) (if (== n 0) Nil (failed "the number is too large for words")))
    ((Cons name rest)
     (if (== n 0)
         Nil
         (let ((part (mod n 1000)))
           (list:append (in-thousands (div n 1000) rest)
                        (if (== part 0)
                            Nil
                            (make-list (p:string-concat (below-thousand part) name)))))))))

(declare below-thousand (Integer -> String))
(define (below-thousand n)
  (cond
    ((< n 20) (list:nth (p:int->word n) small-numbers))
    ((< n 100)
     (let ((ten (list:nth (p:int->word (div n 10)) tens))
           (one (mod n 10)))
       (if (== one 0)
           ten
           (p:string-concat-list (make-list ten "-" (below-thousand one))))))
    (True
     (let ((hundred (p:string-concat (below-thousand (div n 100)) " hundred"))
           (rest (mod n 100)))
       (if (== rest 0)
           hundred
           (p:string-concat-list (make-list hundred " " (below-thousand rest))))))))

(declare ordinal (Integer -> String))
(define (ordinal n)
  (let ((text (cardinal n)))
    (with-ending
     text
     (make-list (Tuple "one" "first") (Tuple "two" "second") (Tuple "three" "third") (Tuple "five" "fifth")
                (Tuple "eight" "eighth") (Tuple "nine" "ninth") (Tuple "twelve" "twelfth")
                (Tuple "y" "ieth")))))

(declare with-ending (String -> List (Tuple String String) -> String))
(define (with-ending text endings)
  (match endings
    ((Nil) (p:string-concat text "th"))
    ((Cons (Tuple old new) rest)
     (match (string:strip-suffix old text)
       ((Some stem) (p:string-concat stem new))
       ((None) (with-ending text rest))))))

(declare numerals (List (Tuple Integer String)))
(define numerals
  (make-list (Tuple 1000 "M") (Tuple 900 "CM") (Tuple 500 "D") (Tuple 400 "CD") (Tuple 100 "C") (Tuple 90 "XC")
             (Tuple 50 "L") (Tuple 40 "XL") (Tuple 10 "X") (Tuple 9 "IX") (Tuple 5 "V") (Tuple 4 "IV")
             (Tuple 1 "I")))

(declare old-numerals (List (Tuple Integer String)))
(define old-numerals
  (make-list (Tuple 1000 "M") (Tuple 500 "D") (Tuple 100 "C") (Tuple 50 "L") (Tuple 10 "X") (Tuple 5 "V")
             (Tuple 1 "I")))

(declare roman (Integer -> List (Tuple Integer String) -> String))
(define (roman n signs)
  (match signs
    ((Nil) "")
    ((Cons (Tuple value sign) rest)
     (if (>= n value)
         (p:string-concat sign (roman (- n value) signs))
         (roman n rest)))))
