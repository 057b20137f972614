;;;; coalton/functions -- functions of functions, and functions as containers of what they return.

(package coalton/functions
  (import
   coalton/classes
   coalton/builtin
   (smelter/prim as p))
  (export
   id const flip compose fix curry uncurry pair-with
   complement conjoin disjoin conjoin* disjoin* /=
   reduce msum asum bracket
   trace traceObject print unsafe-pointer-eq?))

(declare id (:a -> :a))
(define (id x)
  "x itself.

    (id 1)  => 1"
  x)

(declare const (:a -> :b -> :a))
(define (const a)
  "The function that always gives a.

    (const 1 \"x\")  => 1"
  (fn (_) a))

(declare flip ((:a * :b -> :c) -> :b * :a -> :c))
(define (flip f)
  "f with its first two arguments exchanged: `((flip -) 1 10)` is 9.

    ((flip -) 1 10)  => 9"
  (fn (b a) (f a b)))

(declare compose ((:b -> :c) * (:a -> :b) -> :a -> :c))
(define (compose f g)
  "First g, then f.

    ((compose (fn (x) (* 2 x)) (fn (x) (+ 1 x))) 5)  => 12"
  (fn (x) (f (g x))))

(declare fix (((:a -> :b) * :a -> :b) -> :a -> :b))
(define (fix f)
  "The function that f describes in terms of itself.

    ((fix (fn (f n) (if (== n 0) 1 (* n (f (- n 1)))))) 5)  => 120
    (fix (fn (again n) (if (== n 0) 1 (* n (again (- n 1))))) 5)  => 120
    (fix (fn (again n) (if (== n 0) 1 (* n (again (- n 1))))) 5)  => 120"
  (fn (x) (f (fix f) x)))

(declare curry ((Tuple :left :right -> :result) -> :left * :right -> :result))
(define (curry func)
  "A function of two arguments from one of a tuple.

    (curry (fn ((Tuple a b)) (+ a b)) 1 2)  => 3"
  (fn (left right) (func (Tuple left right))))

(declare uncurry ((:left * :right -> :result) -> Tuple :left :right -> :result))
(define (uncurry func)
  "A function of a tuple from one of two arguments.

    (uncurry + (Tuple 1 2))  => 3"
  (fn ((Tuple left right)) (func left right)))

(declare pair-with ((:left -> :right) * :left -> Tuple :left :right))
(define (pair-with func left)
  "A value beside what func makes of it.

    (pair-with (+ 1) 1)  => (Tuple 1 2)"
  (Tuple left (func left)))

(declare complement ((:a -> Boolean) * :a -> Boolean))
(define (complement f x)
  "Is f not true of x?

    (map (complement even?) (make-list 1 2))  => #<List [True False]>"
  (not (f x)))

(declare conjoin ((:a -> Boolean) * (:a -> Boolean) * :a -> Boolean))
(define (conjoin f g x)
  "Are both f and g true of x?

    (map (conjoin (> 3) even?) (make-list 1 2 4))  => #<List [False True False]>"
  (and (f x) (g x)))

(declare disjoin ((:a -> Boolean) * (:a -> Boolean) * :a -> Boolean))
(define (disjoin f g x)
  "Is f or g true of x?

    (map (disjoin (< 3) even?) (make-list 1 2 5))  => #<List [False True True]>"
  (or (f x) (g x)))

(declare every-of (List (:a -> Boolean) -> :a -> Boolean))
(define (every-of fs x)
  (match fs
    ((Nil) True)
    ((Cons f rest) (if (f x) (every-of rest x) False))))

(declare some-of (List (:a -> Boolean) -> :a -> Boolean))
(define (some-of fs x)
  (match fs
    ((Nil) False)
    ((Cons f rest) (if (f x) True (some-of rest x)))))

(define-macro (conjoin* predicate …)
  "(conjoin* f g ...) is the predicate that is true where all of them are.

    ((conjoin* (fn (x) (> x 1)) (fn (x) (< x 5))) 3)  => True"
  (every-of (make-list predicate …)))

(define-macro (disjoin* predicate …)
  "(disjoin* f g ...) is the predicate that is true where one of them is."
  (some-of (make-list predicate …)))

(declare /= (Eq :a => :a * :a -> Boolean))
(define (/= a b)
  "Are a and b not equal?

    (/= 1 2)  => True"
  (not (== a b)))

(declare reduce (Foldable :f => (:a * :b -> :b) * :b * :f :a -> :b))
(define (reduce f y xs)
  "`fold` for a function that takes the element first: `(reduce Cons Nil xs)` turns a list round.

    (reduce + 0 (make-list 1 2 3))  => 6"
  (fold (fn (acc x) (f x acc)) y xs))

(declare msum ((Monoid :a) (Foldable :t) => :t :a -> :a))
(define (msum xs)
  "All elements combined; another name for `mconcat`.

    (msum (make-list \"a\" \"b\"))  => \"ab\""
  (mconcat xs))

(declare asum ((Alternative :f) (Foldable :t) => :t (:f :a) -> :f :a))
(define (asum xs)
  "The first that does not fail.

    (asum (make-list None (Some 1) (Some 2)))  => (Some 1)"
  (fold alt empty xs))

(declare bracket (Monad :m => :m :a * (:a -> :m :b) * (:a -> :m :c) -> :m :c))
(define (bracket init exit body)
  "Do init, body with what it gives, exit with the same; what body gives is the result."
  (>>= init
       (fn (resource)
         (>>= (body resource)
              (fn (result)
                (>>= (exit resource)
                     (fn (_) (pure result))))))))

(declare trace (String -> Void))
(define (trace str)
  "Print a line."
  (p:println str))

(declare traceObject (String * :a -> Void))
(define (traceObject str item)
  "Print a line with a label. What item is cannot be told without its type, so its word is shown."
  (p:println (p:string-concat str (p:string-concat ": #" (p:int->string-radix (p:word->int item) 16)))))

(declare print (Into :a String => :a -> Void))
(define (print item)
  "Print what the item becomes as a String, and a newline."
  (p:println (into item)))

(declare unsafe-pointer-eq? (:a * :a -> Boolean))
(define (unsafe-pointer-eq? a b)
  "Are a and b the very same object? False says nothing about whether they are equal."
  (p:pointer-eq? a b))

(define-instance (Functor (Arrow :a))
  (define (map f g)
    (fn (x) (f (g x)))))

(define-instance (Applicative (Arrow :a))
  (define (pure x)
    (fn (_) x))
  (define (liftA2 f g h)
    (fn (x) (f (g x) (h x)))))

(define-instance (Monad (Arrow :a))
  (define (>>= m f)
    (fn (x) (f (m x) x))))
