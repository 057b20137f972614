;;;; coalton/symbol -- names as values.

(package coalton/symbol
  (import
   coalton/classes
   coalton/hash
   coalton/show
   (coalton/string as string)
   (smelter/prim as p))
  (export Symbol make-symbol make-keyword symbol-name keyword? gensym uninterned?))

(define-type Symbol
  "A name: an ordinary one, a keyword, or one that is equal to no other."
  (Name String)
  (Keyword String)
  (Fresh Integer))

(declare make-symbol (String -> Symbol))
(define (make-symbol s)
  "The ordinary name of that spelling.

    (symbol-name (make-symbol \"a\"))  => \"a\"
    (== (make-symbol \"a\") (make-symbol \"a\"))  => True"
  (Name s))

(declare make-keyword (String -> Symbol))
(define (make-keyword s)
  "The keyword of that spelling."
  (Keyword s))

(declare counter (Cell Integer))
(define counter (p:cell-new 0))

(declare gensym (Void -> Symbol))
(define (gensym)
  "A name that is equal to no other.

    (== (gensym) (gensym))  => False"
  (p:cell-write! counter (p:int-add (p:cell-read counter) 1))
  (Fresh (p:cell-read counter)))

(declare symbol-name (Symbol -> String))
(define (symbol-name s)
  "How it is spelled.

    (symbol-name (make-keyword \"a\"))  => \"a\""
  (match s
    ((Name text) text)
    ((Keyword text) text)
    ((Fresh n) (p:string-concat "G" (p:int->string n)))))

(declare keyword? (Symbol -> Boolean))
(define (keyword? s)
  "Is it a keyword?

    (map keyword? (make-list (make-symbol \"a\") (make-keyword \"a\")))  => #<List [False True]>"
  (match s
    ((Keyword _) True)
    (_ False)))

(declare uninterned? (Symbol -> Boolean))
(define (uninterned? s)
  "Is it equal to no other?

    (uninterned? (gensym))  => True"
  (match s
    ((Fresh _) True)
    (_ False)))

(define-instance (Eq Symbol)
  (define (== a b)
    (match (Tuple a b)
      ((Tuple (Name x) (Name y)) (== x y))
      ((Tuple (Keyword x) (Keyword y)) (== x y))
      ((Tuple (Fresh m) (Fresh n)) (== m n))
      (_ False))))

(define-instance (Hash Symbol)
  (define (hash s) (hash (symbol-name s))))

(define-instance (Default Symbol)
  (define (default) (gensym)))

(define-instance (Into Symbol String)
  (define (into s) (symbol-name s)))

(define-instance (Show Symbol)
  (define (show-to f s)
    (match s
      ((Name text) (f text))
      ((Keyword text)
       (f ":")
       (f text))
      ((Fresh _)
       (f "#:")
       (f (symbol-name s))))))
