;;;; coalton/show -- values as text that a program could read back.
;;;;
;;;; An instance says in show-to which pieces of text a value has. Where the text as a whole is at hand, as it is
;;;; for numbers, the hidden method %show gives it directly. %argument tells `format` what it has got, and %plain?
;;;; tells numbers that Lisp writes as one token.

(package coalton/show
  (import
   coalton/types
   coalton/classes
   coalton/tuple
   coalton/math/complex
   smelter/literal
   (smelter/prim as p))
  (export
   Show show-to show show-as-string show* make-string-builder
   show-items show-pairs
   Argument Shown-argument Integer-argument Float-argument Char-argument String-argument List-argument
   format-argument))

(define-type Argument
  "A value as `format` sees it."
  (Shown-argument String)
  (Integer-argument Integer)
  (Float-argument F64 String)
  (Char-argument Char)
  (String-argument String)
  (List-argument (List Argument) String))

(define-class (Show :a)
  "Types whose values can be shown."
  (show-to "Give the text of the value to the function, piece by piece." ((String -> Void) * :a -> Void))
  (%show (:a -> String))
  (%argument (:a -> Argument))
  (%plain? (:a -> Boolean))
  (define (%show x)
    (let ((text (p:builder-new Unit)))
      (show-to (fn (piece) (p:builder-add text piece)) x)
      (p:builder->string text)))
  (define (%argument x) (Shown-argument (%show x)))
  (define (%plain? _) False))

(declare show-as-string (Show :a => :a -> String))
(define (show-as-string x)
  "The text of a value: that of `(Some \"a\")` is (Some \"a\").

    (show-as-string (Some \"a\"))  => \"(Some \\\"a\\\")\"
    (show-as-string (make-list 1 2))  => \"#<List [1 2]>\""
  (%show x))

(declare show (Show :a => :a -> Void))
(define (show x)
  "Print the text of a value, without a newline."
  (p:print (%show x)))

(define-macro (show* item …)
  "(show* x y ...) prints the text of each."
  (progn (show item) … Unit))

(declare format-argument (Show :a => :a -> Argument))
(define (format-argument x)
  "What `format` makes of a value."
  (%argument x))

(declare make-string-builder (Void -> (String -> Void) * (Void -> String)))
(define (make-string-builder)
  "Two functions: one takes pieces of text, the other gives all of them together."
  (let ((text (p:builder-new Unit)))
    (values (fn (piece) (p:builder-add text piece))
            (fn () (p:builder->string text)))))

;;; What instances for containers are made of. For the library.

(declare show-items (Show :a => String -> List :a -> (String -> Void) -> Void))
(define (show-items name xs f)
  "#<name [x y]>"
  (f "#<")
  (f name)
  (f " [")
  (show-row xs f)
  (f "]>"))

(declare show-row (Show :a => List :a -> (String -> Void) -> Void))
(define (show-row xs f)
  (match xs
    ((Nil) Unit)
    ((Cons x (Nil)) (show-to f x))
    ((Cons x rest)
     (show-to f x)
     (f " ")
     (show-row rest f))))

(declare show-pairs ((Show :k) (Show :v) => String -> List (Tuple :k :v) -> (String -> Void) -> Void))
(define (show-pairs name pairs f)
  "#<name [k => v k => v]>"
  (f "#<")
  (f name)
  (f " [")
  (match pairs
    ((Nil) (f "=>"))
    ((Cons _ _) (show-pair-row pairs f)))
  (f "]>"))

(declare show-pair-row ((Show :k) (Show :v) => List (Tuple :k :v) -> (String -> Void) -> Void))
(define (show-pair-row pairs f)
  (match pairs
    ((Nil) Unit)
    ((Cons (Tuple k v) rest)
     (show-to f k)
     (f " => ")
     (show-to f v)
     (match rest
       ((Nil) Unit)
       ((Cons _ _)
        (f " ")
        (show-pair-row rest f))))))

;;; Numbers

(define-instance (Show Integer)
  (define (show-to f n) (f (p:int->string n)))
  (define (%show n) (p:int->string n))
  (define (%argument n) (Integer-argument n))
  (define (%plain? _) True))

(declare signed->string (:a -> String))
(define (signed->string n)
  (p:int->string (p:word->int-signed n)))

(declare unsigned->string (:a -> String))
(define (unsigned->string n)
  (p:int->string (p:word->int n)))

(define-instance (Show I8)
  (define (show-to f n) (f (signed->string n)))
  (define (%show n) (signed->string n))
  (define (%argument n) (Integer-argument (p:word->int-signed n))))

(define-instance (Show I16)
  (define (show-to f n) (f (signed->string n)))
  (define (%show n) (signed->string n))
  (define (%argument n) (Integer-argument (p:word->int-signed n))))

(define-instance (Show I32)
  (define (show-to f n) (f (signed->string n)))
  (define (%show n) (signed->string n))
  (define (%argument n) (Integer-argument (p:word->int-signed n))))

(define-instance (Show I64)
  (define (show-to f n) (f (signed->string n)))
  (define (%show n) (signed->string n))
  (define (%argument n) (Integer-argument (p:word->int-signed n))))

(define-instance (Show IFix)
  (define (show-to f n) (f (signed->string n)))
  (define (%show n) (signed->string n))
  (define (%argument n) (Integer-argument (p:word->int-signed n))))

(define-instance (Show U8)
  (define (show-to f n) (f (unsigned->string n)))
  (define (%show n) (unsigned->string n))
  (define (%argument n) (Integer-argument (p:word->int n))))

(define-instance (Show U16)
  (define (show-to f n) (f (unsigned->string n)))
  (define (%show n) (unsigned->string n))
  (define (%argument n) (Integer-argument (p:word->int n))))

(define-instance (Show U32)
  (define (show-to f n) (f (unsigned->string n)))
  (define (%show n) (unsigned->string n))
  (define (%argument n) (Integer-argument (p:word->int n))))

(define-instance (Show U64)
  (define (show-to f n) (f (unsigned->string n)))
  (define (%show n) (unsigned->string n))
  (define (%argument n) (Integer-argument (p:word->int n))))

(define-instance (Show UFix)
  (define (show-to f n) (f (unsigned->string n)))
  (define (%show n) (unsigned->string n))
  (define (%argument n) (Integer-argument (p:word->int n))))

(define-instance (Show Bit)
  (define (show-to f n) (f (unsigned->string n)))
  (define (%show n) (unsigned->string n))
  (define (%argument n) (Integer-argument (p:word->int n))))

(define-instance (Show F32)
  (define (show-to f x) (f (p:f32->string x)))
  (define (%show x) (p:f32->string x))
  (define (%argument x) (Float-argument (p:f32->f64 x) (p:f32->string x)))
  (define (%plain? _) True))

(define-instance (Show F64)
  (define (show-to f x) (f (p:f64->string x)))
  (define (%show x) (p:f64->string x))
  (define (%argument x) (Float-argument x (p:f64->string x)))
  (define (%plain? _) True))

(define-instance (Show Fraction)
  (define (show-to f (Ratio n d))
    (f (p:int->string n))
    (unless (== d 1)
      (f "/")
      (f (p:int->string d))))
  (define (%argument (Ratio n d))
    (Float-argument (p:f64-div (p:int->f64 n) (p:int->f64 d)) (%show (Ratio n d)))))

;; The parts of #C(1 2) are Integers or floats.
(define-instance (Show :a => Show (Complex :a))
  (define (show-to f (Rectangular a b))
    (f (if (%plain? a) "#C(" "(complex "))
    (show-to f a)
    (f " ")
    (show-to f b)
    (f ")")))

;;; Text

(define-instance (Show String)
  (define (show-to f s) (f (p:string-quote s)))
  (define (%show s) (p:string-quote s))
  (define (%argument s) (String-argument s)))

(define-instance (Show Char)
  (define (show-to f c) (f (p:char-quote c)))
  (define (%show c) (p:char-quote c))
  (define (%argument c) (Char-argument c)))

;;; The other types of the prelude

(define-instance (Show Boolean)
  (define (show-to f b) (f (if b "True" "False")))
  (define (%show b) (if b "True" "False")))

(define-instance (Show Unit)
  (define (show-to f _) (f "Unit")))

(define-instance (Show Ordering)
  (define (show-to f o)
    (f (match o
         ((LT) "LT")
         ((EQ) "EQ")
         ((GT) "GT")))))

(define-instance (Show Hash)
  (define (show-to f h)
    (f "#<Hash ")
    (f (p:int->string-radix (p:word->int h) 16))
    (f ">")))

(define-instance (Show (Proxy :a))
  (define (show-to f _) (f "Proxy")))

(define-instance (Eq LispType)
  (define (== (LispType a) (LispType b)) (p:string-eq a b)))

(define-instance (Show LispType)
  (define (show-to f (LispType name)) (f name)))

(define-instance (Show TypeScheme)
  (define (show-to f (TypeScheme text)) (f text)))

(define-instance (Show :a => Show (Optional :a))
  (define (show-to f x)
    (match x
      ((None) (f "None"))
      ((Some y) (show-one "(Some " y f)))))

(declare show-one (Show :a => String -> :a -> (String -> Void) -> Void))
(define (show-one opening x f)
  (f opening)
  (show-to f x)
  (f ")"))

(define-instance ((Show :a) (Show :b) => Show (Result :a :b))
  (define (show-to f x)
    (match x
      ((Ok y) (show-one "(Ok " y f))
      ((Err e) (show-one "(Err " e f)))))

(define-instance (Show :a => Show (Cell :a))
  (define (show-to f c) (show-one "(Cell " (p:cell-read c) f)))

(define-instance (Show :a => Show (List :a))
  (define (show-to f xs) (show-items "List" xs f))
  (define (%argument xs) (List-argument (argument-list xs) (%show xs))))

(declare argument-list (Show :a => List :a -> List Argument))
(define (argument-list xs)
  (map format-argument xs))

(define-instance ((Show :a) (Show :b) => Show (Tuple :a :b))
  (define (show-to f (Tuple a b))
    (f "(Tuple ")
    (show-to f a)
    (f " ")
    (show-to f b)
    (f ")")))

(define-instance ((Show :a) (Show :b) (Show :c) => Show (Tuple3 :a :b :c))
  (define (show-to f (Tuple3 a b c))
    (f "(Tuple3 ")
    (show-to f a)
    (f " ")
    (show-to f b)
    (f " ")
    (show-to f c)
    (f ")")))

(define-instance ((Show :a) (Show :b) (Show :c) (Show :d) => Show (Tuple4 :a :b :c :d))
  (define (show-to f (Tuple4 a b c d))
    (f "(Tuple4 ")
    (show-to f a)
    (f " ")
    (show-to f b)
    (f " ")
    (show-to f c)
    (f " ")
    (show-to f d)
    (f ")")))

(define-instance ((Show :a) (Show :b) (Show :c) (Show :d) (Show :e) => Show (Tuple5 :a :b :c :d :e))
  (define (show-to f (Tuple5 a b c d e))
    (f "(Tuple5 ")
    (show-to f a)
    (f " ")
    (show-to f b)
    (f " ")
    (show-to f c)
    (f " ")
    (show-to f d)
    (f " ")
    (show-to f e)
    (f ")")))
