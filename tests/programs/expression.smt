;;;; expression.smt -- read arithmetic, simplify it, differentiate it, evaluate it.
;;;;
;;;; A parser built from small parsers (a monad), an expression type, a simplifier that works until nothing changes, and an
;;;; evaluator with variables that reports what went wrong.

;;; Parsers: a function from the text that is left (as characters) to a value and the text that is left then.

(define-type (Parser :a)
  (Parser (List Char -> Result String (Tuple :a (List Char)))))

(declare run-parser (Parser :a -> List Char -> Result String (Tuple :a (List Char))))
(define (run-parser (Parser f) text) (f text))

(define-instance (Functor Parser)
  (define (map f p)
    (Parser (fn (text)
      (match (run-parser p text)
        ((Ok (Tuple x rest)) (Ok (Tuple (f x) rest)))
        ((Err e) (Err e)))))))

(define-instance (Applicative Parser)
  (define (pure x) (Parser (fn (text) (Ok (Tuple x text)))))
  (define (liftA2 f a b)
    (do (x <- a)
        (y <- b)
        (pure (f x y)))))

(define-instance (Monad Parser)
  (define (>>= p f)
    (Parser (fn (text)
      (match (run-parser p text)
        ((Ok (Tuple x rest)) (run-parser (f x) rest))
        ((Err e) (Err e)))))))

(define-instance (Alternative Parser)
  (define empty (Parser (fn (_) (Err "nothing fits"))))
  (define (alt a b)
    (Parser (fn (text)
      (match (run-parser a text)
        ((Ok r) (Ok r))
        ((Err _) (run-parser b text)))))))

(declare failing (String -> Parser :a))
(define (failing message) (Parser (fn (_) (Err message))))

(declare peek (Parser (Optional Char)))
(define peek
  (Parser (fn (text)
    (match text
      ((Nil) (Ok (Tuple None text)))
      ((Cons c _) (Ok (Tuple (Some c) text)))))))

(declare satisfying (String -> (Char -> Boolean) -> Parser Char))
(define (satisfying what good?)
  (Parser (fn (text)
    (match text
      ((Nil) (Err (<> what " expected at the end")))
      ((Cons c rest)
       (if (good? c)
           (Ok (Tuple c rest))
           (Err (mconcat (make-list what " expected, not " (show c))))))))))

(declare many (Parser :a -> Parser (List :a)))
(define (many p)
  (alt (many1 p) (pure Nil)))

(declare many1 (Parser :a -> Parser (List :a)))
(define (many1 p)
  (do (x <- p)
      (xs <- (many p))
      (pure (Cons x xs))))

(declare token (Parser :a -> Parser :a))
(define (token p)
  (do (x <- p)
      (_ <- (many (satisfying "a space" (== #\Space))))
      (pure x)))

(declare symbol (Char -> Parser Char))
(define (symbol c) (token (satisfying (show c) (== c))))

;; p (operator p)*, to the left.
(declare chain (Parser :a -> Parser (:a -> :a -> :a) -> Parser :a))
(define (chain p operator)
  (let ((more (fn (left)
                (alt (do (f <- operator)
                         (right <- p)
                         (more (f left right)))
                     (pure left)))))
    (do (first <- p)
        (more first))))

;;; Expressions

(derive Eq Show)
(define-type Expr
  (Number Fraction)
  (Variable String)
  (Add Expr Expr)
  (Sub Expr Expr)
  (Mul Expr Expr)
  (Div Expr Expr)
  (Power Expr Integer))

(declare digit? (Char -> Boolean))
(define (digit? c) (and (>= c #\0) (<= c #\9)))

(declare letter? (Char -> Boolean))
(define (letter? c) (and (>= c #\a) (<= c #\z)))

(declare text-of (List Char -> String))
(define (text-of cs) (into cs))

(declare natural (Parser Integer))
(define natural
  (do (ds <- (token (many1 (satisfying "a digit" digit?))))
      (match (parse-int (text-of ds))
        ((Some n) (pure n))
        ((None) (failing "not a number")))))

(declare atom (Parser Expr))
(define atom
  (do (next <- peek)
      (match next
        ((Some #\() (do (_ <- (symbol #\())
                        (e <- (lazily sum-of))
                        (_ <- (symbol #\)))
                        (pure e)))
        ((Some #\-) (do (_ <- (symbol #\-))
                        (e <- (lazily power))
                        (pure (Sub (Number 0) e))))
        ((Some c) (if (letter? c)
                      (map (fn (cs) (Variable (text-of cs))) (token (many1 (satisfying "a letter" letter?))))
                      (map (fn (n) (Number (into n))) natural)))
        ((None) (failing "an expression expected at the end")))))

;; Grammars refer to themselves; values may not. So the reference is a function.
(declare lazily ((Void -> Parser :a) -> Parser :a))
(define (lazily p) (Parser (fn (text) (run-parser (p) text))))

(declare power (Void -> Parser Expr))
(define (power)
  (do (base <- atom)
      (alt (do (_ <- (symbol #\^))
               (n <- natural)
               (pure (Power base n)))
           (pure base))))

(declare operator (Char -> (Expr -> Expr -> Expr) -> Parser (Expr -> Expr -> Expr)))
(define (operator c make) (map (const make) (symbol c)))

(declare product-of (Void -> Parser Expr))
(define (product-of) (chain (power) (alt (operator #\* Mul) (operator #\/ Div))))

(declare sum-of (Void -> Parser Expr))
(define (sum-of) (chain (product-of) (alt (operator #\+ Add) (operator #\- Sub))))

(declare parse (String -> Result String Expr))
(define (parse text)
  (match (run-parser (sum-of) (into text))
    ((Ok (Tuple e (Nil))) (Ok e))
    ((Ok (Tuple _ (Cons c _))) (Err (<> "left over: " (show c))))
    ((Err message) (Err message))))

;;; Printing, with no more parentheses than needed

(declare write-at (Integer -> Expr -> String))
(define (write-at outer e)
  (let ((binary (fn (level sign a b)
                  (let ((text (mconcat (make-list (write-at level a) sign (write-at (1+ level) b)))))
                    (if (> outer level) (mconcat (make-list "(" text ")")) text)))))
    (match e
      ((Number n) (show n))
      ((Variable v) v)
      ((Add a b) (binary 1 " + " a b))
      ((Sub a b) (binary 1 " - " a b))
      ((Mul a b) (binary 2 "*" a b))
      ((Div a b) (binary 2 "/" a b))
      ((Power a n) (mconcat (make-list (write-at 4 a) "^" (show n)))))))

(declare write (Expr -> String))
(define (write e) (write-at 0 e))

;;; Simplifying

(declare step (Expr -> Expr))
(define (step e)
  (match e
    ((Add (Number a) (Number b)) (Number (+ a b)))
    ((Sub (Number a) (Number b)) (Number (- a b)))
    ((Mul (Number a) (Number b)) (Number (* a b)))
    ((Add a (Number 0)) a)
    ((Add (Number 0) a) a)
    ((Sub a (Number 0)) a)
    ((Mul (Number 0) _) (Number 0))
    ((Mul _ (Number 0)) (Number 0))
    ((Mul (Number 1) a) a)
    ((Mul a (Number 1)) a)
    ((Mul a (Number n)) (Mul (Number n) a))
    ((Mul (Number a) (Mul (Number b) c)) (Mul (Number (* a b)) c))
    ((Div a (Number 1)) a)
    ((Power _ 0) (Number 1))
    ((Power a 1) a)
    ((Add a b) (if (== a b) (Mul (Number 2) a) (Add (step a) (step b))))
    ((Sub a b) (if (== a b) (Number 0) (Sub (step a) (step b))))
    ((Mul a b) (Mul (step a) (step b)))
    ((Div a b) (Div (step a) (step b)))
    ((Power a n) (Power (step a) n))
    (_ e)))

(declare simplify (Expr -> Expr))
(define (simplify e)
  (let ((next (step e)))
    (if (== next e) e (simplify next))))

(declare derivative (String -> Expr -> Expr))
(define (derivative x e)
  (match e
    ((Number _) (Number 0))
    ((Variable y) (Number (if (== x y) 1 0)))
    ((Add a b) (Add (derivative x a) (derivative x b)))
    ((Sub a b) (Sub (derivative x a) (derivative x b)))
    ((Mul a b) (Add (Mul (derivative x a) b) (Mul a (derivative x b))))
    ((Div a b) (Div (Sub (Mul (derivative x a) b) (Mul a (derivative x b))) (Power b 2)))
    ((Power a n) (Mul (Mul (Number (into n)) (Power a (1- n))) (derivative x a)))))

;;; Evaluating

(define-type-alias Environment (ordmap:OrdMap String Fraction))

(derive Eq)
(define-type Fault
  (Unbound String)
  Divided-by-zero)

(define-instance (Show Fault)
  (define (show-to put fault)
    (match fault
      ((Unbound v) (put (<> "no value for " v)))
      ((Divided-by-zero) (put "division by zero")))))

(declare evaluate (Environment -> Expr -> Result Fault Fraction))
(define (evaluate environment e)
  (let ((both (fn (f a b) (liftA2 f (evaluate environment a) (evaluate environment b)))))
    (match e
      ((Number n) (Ok n))
      ((Variable v) (match (ordmap:lookup environment v)
                      ((Some n) (Ok n))
                      ((None) (Err (Unbound v)))))
      ((Add a b) (both + a b))
      ((Sub a b) (both - a b))
      ((Mul a b) (both * a b))
      ((Div a b) (do (x <- (evaluate environment a))
                     (y <- (evaluate environment b))
                     (if (== y 0) (Err Divided-by-zero) (pure (/ x y)))))
      ((Power a n) (map (fn (x) (^ x n)) (evaluate environment a))))))

;;; The session

(declare environment Environment)
(define environment ["x" => 3 "y" => 1/2])

(declare report (String -> Unit))
(define (report text)
  (println text)
  (match (parse text)
    ((Err message) (println (<> "  error: " message)))
    ((Ok e)
     (println (<> "  is      " (write (simplify e))))
     (println (<> "  d/dx    " (write (simplify (derivative "x" e)))))
     (println (<> "  value   " (match (evaluate environment e)
                                 ((Ok n) (show n))
                                 ((Err fault) (show fault))))))))

(define (main)
  (list-each report
    (make-list "1 + 2*3" "x^3 - 2*x + 1" "(x + 1)*(x - 1)" "x/y/2" "-x^2" "(x+x)*1 + 0*y"
               "1/(x - 3)" "z + 1" "2 +" "(1" "3 4" "2^100")))

(declare list-each ((:a -> Unit) -> List :a -> Unit))
(define (list-each f xs)
  (match xs
    ((Nil) Unit)
    ((Cons x rest) (progn (f x) (list-each f rest)))))
