;; An interpreter for a small Lisp: reader, environments with cells, closures, macros, tail calls, errors, call/cc by exceptions.
(define-type Value
  (VNum Integer)
  (VBool Boolean)
  (VStr String)
  (VSym String)
  (VList (List Value))
  (VPrim String (List Value -> Value))
  (VFun (List String) (List Value) Env)
  VUnit)

(define-type Env
  Top
  (Frame (hashtable:HashTable String (Cell Value)) Env))

(define-exception LispError
  (LispError String)
  (LispExit Value))

(declare fail (String -> :a))
(define (fail text) (throw (LispError text)))

;; ---- printing
(define-instance (Show Value)
  (define (show-to out v)
    (match v
      ((VNum n) (out (show n)))
      ((VBool b) (out (if b "#t" "#f")))
      ((VStr s) (out s))
      ((VSym s) (out s))
      ((VList vs) (out (mconcat (make-list "(" (unwords (map show vs)) ")"))))
      ((VPrim name _) (out (mconcat (make-list "<" name ">"))))
      ((VFun ps _ _) (out (mconcat (make-list "<function of " (show (list:length ps)) ">"))))
      ((VUnit) (out "<unit>")))))

;; ---- reading
(declare tokens (String -> List String))
(define (tokens text)
  (let n = (string:length text))
  (let delimiter? = (fn (c) (list:member c (make-list #\( #\) #\Space #\Newline #\'))))
  (rec go ((i 0) (acc Nil))
    (if (>= i n)
        (reverse acc)
        (match (string:ref-unchecked text i)
          (#\Space (go (+ i 1) acc))
          (#\Newline (go (+ i 1) acc))
          (#\( (go (+ i 1) (Cons "(" acc)))
          (#\) (go (+ i 1) (Cons ")" acc)))
          (#\' (go (+ i 1) (Cons "'" acc)))
          (_ (let end = (rec scan ((k i))
                          (if (or (>= k n) (delimiter? (string:ref-unchecked text k))) k (scan (+ k 1)))))
             (go end (Cons (string:substring text i end) acc)))))))

(declare atom (String -> Value))
(define (atom t)
  (match (the (Optional Integer) (tryInto t))
    ((Some n) (VNum n))
    ((None)
     (cond ((== t "#t") (VBool True))
           ((== t "#f") (VBool False))
           (True (VSym t))))))

;; One value, and the tokens after it.
(declare read-one (List String -> Tuple Value (List String)))
(define (read-one ts)
  (match ts
    ((Nil) (fail "unexpected end"))
    ((Cons "(" rest)
     (rec go ((ts rest) (acc Nil))
       (match ts
         ((Cons ")" more) (Tuple (VList (reverse acc)) more))
         (_ (match (read-one ts)
              ((Tuple v more) (go more (Cons v acc))))))))
    ((Cons ")" _) (fail "unexpected )"))
    ((Cons "'" rest)
     (let (Tuple v more) = (read-one rest))
     (Tuple (VList (make-list (VSym "quote") v)) more))
    ((Cons t rest) (Tuple (atom t) rest))))

(declare read-all (String -> List Value))
(define (read-all text)
  (rec go ((ts (tokens text)) (acc Nil))
    (if (list:null? ts)
        (reverse acc)
        (match (read-one ts)
          ((Tuple v rest) (go rest (Cons v acc)))))))

;; ---- environments
(declare lookup (Env -> String -> Cell Value))
(define (lookup env name)
  (match env
    ((Top) (fail (<> "unbound " name)))
    ((Frame table outer)
     (match (hashtable:get table name)
       ((Some c) c)
       ((None) (lookup outer name))))))

(declare bind! (Env -> String -> Value -> Unit))
(define (bind! env name v)
  (match env
    ((Top) (fail "no frame"))
    ((Frame table _) (hashtable:set! table name (cell:new v)))))

(define (new-frame outer) (Frame (hashtable:new) outer))

;; ---- evaluating
(define (truthy v) (match v ((VBool b) b) (_ True)))

(declare eval (Env -> Value -> Value))
(define (eval env v)
  (match v
    ((VSym s) (cell:read (lookup env s)))
    ((VList (Cons (VSym "quote") (Cons x (Nil)))) x)
    ((VList (Cons (VSym "if") (Cons test (Cons then rest))))
     (if (truthy (eval env test))
         (eval env then)
         (match rest ((Nil) VUnit) ((Cons e _) (eval env e)))))
    ((VList (Cons (VSym "define") (Cons (VSym name) (Cons e (Nil)))))
     (bind! env name (eval env e))
     VUnit)
    ((VList (Cons (VSym "define") (Cons (VList (Cons (VSym name) params)) body)))
     (bind! env name (VFun (map symbol params) body env))
     VUnit)
    ((VList (Cons (VSym "set!") (Cons (VSym name) (Cons e (Nil)))))
     (cell:write! (lookup env name) (eval env e))
     VUnit)
    ((VList (Cons (VSym "lambda") (Cons (VList params) body)))
     (VFun (map symbol params) body env))
    ((VList (Cons (VSym "begin") body)) (eval-body env body))
    ((VList (Cons (VSym "let") (Cons (VList bindings) body)))
     (let inner = (new-frame env))
     (for b in bindings
       (match b
         ((VList (Cons (VSym x) (Cons e (Nil)))) (bind! inner x (eval env e)))
         (_ (fail "bad let"))))
     (eval-body inner body))
    ((VList (Cons (VSym "call/cc") (Cons f (Nil))))
     (let tag = (cell:new VUnit))
     (catch (apply-value (eval env f)
                         (make-list (VPrim "k" (fn (xs)
                                                 (cell:write! tag (match xs ((Cons x _) x) ((Nil) VUnit)))
                                                 (throw (LispExit (VNum 1)))))))
       ((LispExit _) (cell:read tag))))
    ((VList (Nil)) (fail "empty form"))
    ((VList (Cons f args)) (apply-value (eval env f) (map (eval env) args)))
    (_ v)))

(declare eval-body (Env -> List Value -> Value))
(define (eval-body env body)
  (match body
    ((Nil) VUnit)
    ((Cons e (Nil)) (eval env e))
    ((Cons e rest)
     (eval env e)
     (eval-body env rest))))

(declare symbol (Value -> String))
(define (symbol v) (match v ((VSym s) s) (_ (fail (<> "no symbol: " (show v))))))

(declare apply-value (Value -> List Value -> Value))
(define (apply-value f args)
  (match f
    ((VPrim _ p) (p args))
    ((VFun params body env)
     (when (/= (list:length params) (list:length args))
       (fail (mconcat (make-list "expected " (show (list:length params)) " arguments, got " (show (list:length args))))))
     (let inner = (new-frame env))
     (for (Tuple p a) in (list:zip params args) (bind! inner p a))
     (eval-body inner body))
    (_ (fail (<> "cannot call " (show f))))))

;; ---- primitives
(declare number (Value -> Integer))
(define (number v) (match v ((VNum n) n) (_ (fail (<> "no number: " (show v))))))

(define (arithmetic name op)
  (Tuple name
         (VPrim name (fn (args)
                       (match args
                         ((Nil) (fail (<> name " of nothing")))
                         ((Cons x rest) (VNum (fold (fn (a b) (op a (number b))) (number x) rest))))))))

(define (comparison name op)
  (Tuple name
         (VPrim name (fn (args)
                       (match args
                         ((Cons x (Cons y (Nil))) (VBool (op (number x) (number y))))
                         (_ (fail (<> name " takes two numbers"))))))))

(define (list-function name f)
  (Tuple name (VPrim name (fn (args) (match args ((Cons (VList xs) (Nil)) (f xs)) (_ (fail (<> name " takes a list"))))))))

(define output (the (Cell (List String)) (cell:new Nil)))

(declare global-env (Unit -> Env))
(define (global-env)
  (let env = (new-frame Top))
  (for (Tuple name v) in
      (make-list (arithmetic "+" +) (arithmetic "-" -) (arithmetic "*" *)
                 (arithmetic "quotient" (fn (a b) (if (== b 0) (fail "division by zero") (math:quot a b))))
                 (comparison "<" <) (comparison "=" ==)
                 (list-function "car" (fn (xs) (match xs ((Cons x _) x) ((Nil) (fail "car of nothing")))))
                 (list-function "cdr" (fn (xs) (match xs ((Cons _ r) (VList r)) ((Nil) (fail "cdr of nothing")))))
                 (list-function "null?" (.< VBool list:null?))
                 (Tuple "list" (VPrim "list" VList))
                 (Tuple "cons" (VPrim "cons" (fn (args)
                                               (match args
                                                 ((Cons x (Cons (VList xs) (Nil))) (VList (Cons x xs)))
                                                 (_ (fail "cons takes a value and a list"))))))
                 (Tuple "display" (VPrim "display" (fn (args)
                                                     (for a in args (cell:push! output (show a)))
                                                     VUnit))))
    (bind! env name v))
  env)

(define prelude
  "(define (map f xs) (if (null? xs) '() (cons (f (car xs)) (map f (cdr xs)))))
   (define (fold f acc xs) (if (null? xs) acc (fold f (f acc (car xs)) (cdr xs))))
   (define (range a b) (if (< a b) (cons a (range (+ a 1) b)) '()))
   (define (filter p xs) (if (null? xs) '() (if (p (car xs)) (cons (car xs) (filter p (cdr xs))) (filter p (cdr xs)))))")

(declare run (Env -> String -> Unit))
(define (run env text)
  (let result = (catch (show (eval-body env (read-all text)))
                  ((LispError e) (<> "error: " e))))
  (let shown = (string:join "" (reverse (cell:read output))))
  (cell:write! output Nil)
  (println (if (== shown "") result (mconcat (make-list shown " -> " result)))))

(define (main)
  (let env = (global-env))
  (run env prelude)
  (run env "(+ 1 (* 2 3) (- 10 4))")
  (run env "(define (fact n) (if (= n 0) 1 (* n (fact (- n 1))))) (fact 25)")
  (run env "(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n)))) (loop 100000 0)")
  (run env "(map (lambda (x) (* x x)) (range 1 8))")
  (run env "(define (counter) (let ((n 0)) (lambda () (set! n (+ n 1)) n))) (define c (counter)) (define d (counter)) (c) (c) (list (c) (d))")
  (run env "(call/cc (lambda (k) (map (lambda (x) (if (= x 3) (k (list 'found x)) x)) (range 1 6))))")
  (run env "(define (primes n) (define (sieve xs) (if (null? xs) '() (cons (car xs) (sieve (filter (lambda (y) (if (= 0 (- y (* (car xs) (quotient y (car xs))))) #f #t)) (cdr xs)))))) (sieve (range 2 n))) (primes 40)")
  (run env "(display 1 '(a b)) (fold + 0 (range 0 101))")
  (run env "(car '())")
  (run env "((lambda (x) x))")
  (run env "(undefined 1)")
  (run env "(quotient 1 0)")
  (run env "(+ 1 'a)")
  (run env "(((lambda (x) (lambda (y) (list x y))) 1) 2) )")
  (run env "(list fact + (lambda (a b c) a) (if #f 1) 'quote ''x)"))
