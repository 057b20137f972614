;;;; coalton/char -- characters: Unicode scalar values.

(package coalton/char
  (import
   coalton/classes
   coalton/builtin
   (coalton/iterator as iter)
   (smelter/prim as p))
  (export
   char-code code-char
   alpha? digit? uppercase? lowercase? upcase downcase
   ascii-alpha? ascii-digit? ascii-alphanumeric? ascii-uppercase? ascii-lowercase?
   digit->ufix range))

(declare char-code (Char -> UFix))
(define (char-code char)
  "The number of a character: that of #\\A is 65.

    (char-code #\\a)  => 97"
  (p:cast char))

(declare code-char (UFix -> Optional Char))
(define (code-char code)
  "The character with that number; None for surrogates and beyond 1114111.

    (code-char 955)  => (Some #\\λ)"
  (p:code-char code))

(declare alpha? (Char -> Boolean))
(define (alpha? c)
  "Is it a letter of some script?

    (map alpha? (make-list #\\a #\\λ #\\1))  => #<List [True True False]>"
  (p:char-alpha? c))

(declare digit? (Char -> Boolean))
(define (digit? c)
  "Is it a decimal digit of some script?

    (digit? #\\7)  => True"
  (p:char-digit? c))

(declare uppercase? (Char -> Boolean))
(define (uppercase? c)
  "Is it a capital letter?

    (map uppercase? (make-list #\\A #\\a #\\1))  => #<List [True False False]>"
  (p:char-uppercase? c))

(declare lowercase? (Char -> Boolean))
(define (lowercase? c)
  "Is it a small letter?

    (map lowercase? (make-list #\\A #\\a #\\1))  => #<List [False True False]>"
  (p:char-lowercase? c))

(declare upcase (Char -> Char))
(define (upcase c)
  "The capital letter to it, if it has one.

    (map upcase (make-list #\\a #\\λ #\\ß))  => #<List [#\\A #\\Λ #\\ß]>"
  (p:char-upcase c))

(declare downcase (Char -> Char))
(define (downcase c)
  "The small letter to it, if it has one.

    (downcase #\\Λ)  => #\\λ"
  (p:char-downcase c))

(declare ascii-lowercase? (Char -> Boolean))
(define (ascii-lowercase? c)
  "Is it one of a to z?

    (map ascii-lowercase? (make-list #\\a #\\A #\\λ))  => #<List [True False False]>"
  (and (p:word-le #\a c) (p:word-le c #\z)))

(declare ascii-uppercase? (Char -> Boolean))
(define (ascii-uppercase? c)
  "Is it one of A to Z?

    (map ascii-uppercase? (make-list #\\a #\\A #\\Λ))  => #<List [False True False]>"
  (and (p:word-le #\A c) (p:word-le c #\Z)))

(declare ascii-digit? (Char -> Boolean))
(define (ascii-digit? c)
  "Is it one of 0 to 9?

    (map ascii-digit? (make-list #\\7 #\\a))  => #<List [True False]>"
  (and (p:word-le #\0 c) (p:word-le c #\9)))

(declare ascii-alpha? (Char -> Boolean))
(define (ascii-alpha? c)
  "Is it one of a to z or A to Z?

    (map ascii-alpha? (make-list #\\a #\\λ))  => #<List [True False]>"
  (or (ascii-lowercase? c) (ascii-uppercase? c)))

(declare ascii-alphanumeric? (Char -> Boolean))
(define (ascii-alphanumeric? c)
  "Is it one of a to z, A to Z or 0 to 9?

    (map ascii-alphanumeric? (make-list #\\a #\\7 #\\Space))  => #<List [True True False]>"
  (or (ascii-alpha? c) (ascii-digit? c)))

(declare digit->ufix (Char -> Optional UFix))
(define (digit->ufix c)
  "The number that one of 0 to 9 stands for.

    (map digit->ufix (make-list #\\7 #\\f #\\g))  => #<List [(Some 7) None None]>"
  (if (ascii-digit? c)
      (Some (- (char-code c) 48))
      None))

(declare range (Char * Char -> iter:Iterator Char))
(define (range start end)
  "The characters from start to end, both with them.

    (the (List Char) (iter:collect! (range #\\a #\\e)))  => #<List [#\\a #\\b #\\c #\\d #\\e]>
    (the (List Char) (iter:collect! (range #\\c #\\a)))  => #<List []>"
  (iter:filter-map! p:code-char
                    (iter:range-increasing 1 (char-code start) (+ (char-code end) 1))))

(define-instance (Eq Char)
  (define (== a b) (p:word-eq a b)))

(define-instance (Ord Char)
  (define (<=> a b) (p:word-cmp a b))
  (define (%lt a b) (p:word-lt a b))
  (define (%le a b) (p:word-le a b)))

(define-instance (Hash Char)
  (define (hash c) (p:word-hash c)))

(define-instance (Default Char)
  (define (default) #\U+0))
