;;;; library-coverage -- is all of the standard library there, under its names and with its types?
;;;;
;;;;   library-coverage.smt FOLDER EXCLUDED < TABLE
;;;;
;;;; FOLDER has what must be there (stdlib.tsv, classes.tsv, instances.tsv), TABLE is what `smt doc --table` says is there.
;;;; EXCLUDED names what is left out of account: a package and a name (or *) on each line, and why.
;;;; Prints what is missing and what has another type, then for every package how many rows are met. Types are
;;;; compared modulo currying: `A * B -> C` is `A -> B -> C`, Void is Unit, and a product as a result is a tuple.

;;; Types

(derive Eq Ord)
(define-type Ty
  (Var String)
  (Con String)
  (Apply Ty Ty)
  (Fun Ty Ty)
  (Keys (List (Tuple String Ty))))

(derive Eq Ord)
(define-type Pred
  (Pred String (List Ty)))

(derive Eq)
(define-struct Qualified
  (context (List Pred))
  (type Ty))

(define-exception Malformed
  (Malformed String))

;; Parentheses, and words between blanks.
(declare tokens (String -> List String))
(define (tokens text)
  (list:filter (fn (w) (/= w ""))
               (split-on " " (replace ")" " ) " (replace "(" " ( " text)))))

;;; A parser is a function from tokens to what it has read and the tokens left.

(declare type-ends? (String -> Boolean))
(define (type-ends? token)
  (list:member token (make-list ")" "->" "*" "=>" "&key" ",")))

;; One word, or what stands in parentheses.
(declare atom (List String -> Tuple Ty (List String)))
(define (atom ts)
  (match ts
    ((Cons "(" rest)
     (match (function rest)
       ((Tuple t (Cons ")" after)) (Tuple t after))
       (_ (throw (Malformed "a parenthesis is open")))))
    ((Cons "Void" rest) (Tuple (Con "Unit") rest))
    ((Cons word rest)
     (Tuple (if (string:starts-with? ":" word) (Var word) (Con word)) rest))
    ((Nil) (throw (Malformed "a type is missing")))))

(declare application (List String -> Tuple Ty (List String)))
(define (application ts)
  (let (Tuple head rest) = (atom ts))
  (arguments head rest))

(declare arguments (Ty -> List String -> Tuple Ty (List String)))
(define (arguments f ts)
  (match ts
    ((Nil) (Tuple f Nil))
    ((Cons token _)
     (if (type-ends? token)
         (Tuple f ts)
         (progn
           (let (Tuple x rest) = (atom ts))
           (arguments (Apply f x) rest))))))

;; T * T ... and perhaps &key (:k T) ...
(declare product (List String -> Tuple (List Ty) (List String)))
(define (product ts)
  (match ts
    ((Cons "&key" rest)
     (match (keywords rest)
       ((Tuple keys after) (Tuple (make-list (Keys (list:sort keys))) after))))
    (_
     (let (Tuple t rest) = (application ts))
     (match rest
       ((Cons "*" more)
        (match (product more)
          ((Tuple others after) (Tuple (Cons t others) after))))
       ((Cons "&key" _)
        (match (product rest)
          ((Tuple others after) (Tuple (Cons t others) after))))
       (_ (Tuple (make-list t) rest))))))

(declare keywords (List String -> Tuple (List (Tuple String Ty)) (List String)))
(define (keywords ts)
  (match ts
    ((Cons "(" (Cons key rest))
     (match (function rest)
       ((Tuple t (Cons ")" after))
        (match (keywords after)
          ((Tuple others end) (Tuple (Cons (Tuple key t) others) end))))
       (_ (throw (Malformed "a keyword's type")))))
    (_ (Tuple Nil ts))))

(declare function (List String -> Tuple Ty (List String)))
(define (function ts)
  (let (Tuple inputs rest) = (product ts))
  (match rest
    ((Cons "->" more)
     (match (function more)
       ((Tuple result after)
        (Tuple (foldr Fun result inputs) after))))
    (_ (Tuple (tuple-of inputs) rest))))

(declare tuple-of (List Ty -> Ty))
(define (tuple-of ts)
  (match ts
    ((Cons t (Nil)) t)
    (_ (let n = (list:length ts))
       (fold Apply
                  (Con (if (== n 2) "Tuple" (<> "Tuple" (show n))))
                  ts))))

;;; What stands before `=>`: `Eq :a`, or `(Eq :a) (Ord :b)`, or with commas between.

(declare pred-of (Ty -> Pred))
(define (pred-of t)
  (rec peel ((t t) (args Nil))
    (match t
      ((Apply f x) (peel f (Cons x args)))
      ((Con name) (Pred name args))
      (_ (throw (Malformed "a constraint"))))))

(declare preds-of (String -> List Pred))
(define (preds-of text)
  (let ts = (tokens (replace "," " , " text)))
  (if (list:member "," ts)
      (map (fn (piece) (pred-of (whole-type piece))) (split-on ", " text))
      (match ts
        ((Nil) Nil)
        ((Cons "(" _) (several ts))
        (_ (make-list (pred-of (whole-type text)))))))

(declare several (List String -> List Pred))
(define (several ts)
  (match ts
    ((Nil) Nil)
    (_ (let (Tuple t rest) = (atom ts))
       (Cons (pred-of t) (several rest)))))

(declare whole-type (String -> Ty))
(define (whole-type text)
  (match (function (tokens text))
    ((Tuple t (Nil)) t)
    ((Tuple _ (Cons word _)) (throw (Malformed (<> "nothing expected at " word))))))

;;; Equal but for the names of variables: they are numbered as they come in the type, then in the context.

(declare qualified (String -> String -> Qualified))
(define (qualified context type)
  (let names = (the (HashTable String String) (hashtable:new)))
  (let t = (renamed names (whole-type type)))
  (Qualified (list:sort (map (fn ((Pred cls ts)) (Pred cls (map (fn (t) (renamed names t)) ts)))
                             (list:filter matters? (preds-of context))))
             t))

;; Every type has RuntimeRepr.
(declare matters? (Pred -> Boolean))
(define (matters? (Pred cls _))
  (/= cls "RuntimeRepr"))

(declare renamed (HashTable String String -> Ty -> Ty))
(define (renamed names t)
  (match t
    ((Var name)
     (match (hashtable:get names name)
       ((Some new) (Var new))
       ((None)
        (let new = (<> ":" (show (hashtable:count names))))
        (hashtable:set! names name new)
        (Var new))))
    ((Con _) t)
    ((Apply f x) (let g = (renamed names f)) (Apply g (renamed names x)))
    ((Fun a b) (let c = (renamed names a)) (Fun c (renamed names b)))
    ((Keys ks) (Keys (map (fn ((Tuple k t)) (Tuple k (renamed names t))) ks)))))

(declare signature (String -> Qualified))
(define (signature text)
  (match (split-on " => " text)
    ((Cons context (Cons type (Nil))) (qualified context type))
    (_ (qualified "" text))))

;;; Tables

(define-type-alias Row (HashTable String String))

(declare column (String -> Row -> String))
(define (column name row)
  (with-default "" (hashtable:get row name)))

(declare rows (String -> List Row))
(define (rows text)
  (match (lines text)
    ((Nil) Nil)
    ((Cons header others)
     (let names = (string:split #\Tab header))
     (map (fn (line)
            (iter:collect! (iter:zip! (iter:into-iter names)
                                      (iter:into-iter (string:split #\Tab line)))))
          others))))

(declare table (String -> String -> List Row))
(define (table folder name)
  (rows (contents (<> folder (<> "/" name)))))

;; Finds what a key names; several rows may have one key.
(define-type-alias Finder (HashTable String (List Row)))

(declare finder ((Row -> String) -> List Row -> Finder))
(define (finder key all)
  (let found = (hashtable:new))
  (foldr (fn (row _)
                (let k = (key row))
                (hashtable:set! found k
                                (Cons row (with-default Nil (hashtable:get found k)))))
              Unit
              all)
  found)

(declare found-in (Finder -> String -> List Row))
(define (found-in finder key)
  (with-default Nil (hashtable:get finder key)))

;;; What one row of the reference finds

(define-type Finding
  Met
  Missing
  (Different String))  ; what is there in its place

(declare same-text (Qualified -> Row -> Boolean))
(define (same-text wanted row)
  (== wanted (signature (column "type" row))))

;; One of some rows has the type wanted.
(declare judge (Qualified -> List Row -> Finding))
(define (judge wanted candidates)
  (match candidates
    ((Nil) Missing)
    ((Cons first _)
     (if (list:any (same-text wanted) candidates)
         Met
         (Different (column "type" first))))))

(declare of-kind (List String -> List Row -> List Row))
(define (of-kind kinds candidates)
  (list:filter (fn (row) (list:member (column "kind" row) kinds)) candidates))

;; Of `kind=* -> (* -> *) -> *` among the notes: 2.
(declare arity-of-kind (String -> Optional UFix))
(define (arity-of-kind notes)
  (map (fn (kind) (arrows (whole-type (replace "*" "Type" kind))))
       (iter:find-map! (string:strip-prefix "kind=") (iter:into-iter (split-on "; " notes)))))

(declare arrows (Ty -> UFix))
(define (arrows t)
  (match t
    ((Fun _ result) (+ 1 (arrows result)))
    (_ 0)))

;; Constructors that programs may use have rows of their own.
(declare judge-type (Row -> List Row -> Finding))
(define (judge-type wanted candidates)
  (match candidates
    ((Nil) Missing)
    ((Cons ours _)
     (let arity = (- (list:length (words (column "type" ours))) 1))
     (if (== arity (with-default arity (arity-of-kind (column "notes" wanted))))
         Met
         (Different (column "type" ours))))))

(declare judge-name (Finder -> Row -> Finding))
(define (judge-name ours wanted)
  (let candidates = (found-in ours (<> (column "package" wanted) (<> " " (column "name" wanted)))))
  (let kind = (column "kind" wanted))
  (cond
    ((list:member kind (make-list "type" "struct" "alias"))
     (judge-type wanted (of-kind (make-list "type" "struct" "alias") candidates)))
    ((== kind "class")
     (judge (qualified "" (column "type" wanted)) (map without-context (of-kind (make-list "class") candidates))))
    ((list:any (fn (row) (== (column "kind" row) "special form")) candidates) Met)
    ((== kind "macro")
     (if (list:null? (of-kind (make-list "macro" "function") candidates)) Missing Met))
    (True
     (judge (signature (column "type" wanted))
            (of-kind (make-list "constructor" "method" "function" "value") candidates)))))

;; Superclasses are compared with classes.tsv.
(declare without-context (Row -> Row))
(define (without-context row)
  (let other = (iter:collect! (hashtable:entries row)))
  (hashtable:set! other "type" (list:car (list:reverse (split-on " => " (column "type" row)))))
  other)

;; "and :: :int -> :int; or :: ..." without the rest of a class
(declare judge-class (Finder -> Row -> Finding))
(define (judge-class ours wanted)
  (let name = (column "class" wanted))
  (let head = (<> name (<> " " (column "params" wanted))))
  (match (of-kind (make-list "class") (found-in ours (<> (column "package" wanted) (<> " " name))))
    ((Nil) Missing)
    ((Cons class _)
     (cond
       ((not (== (qualified (column "superclasses" wanted) (without-kinds head))
                 (signature (column "type" class))))
        (Different (column "type" class)))
       ((/= (== (column "fundeps" wanted) "") (== (column "more" class) ""))
        (Different (<> "dependencies " (column "more" class))))
       (True Met)))))

;; "Functor (:f :: * -> *)" is "Functor :f".
(declare without-kinds (String -> String))
(define (without-kinds head)
  (unwords (outer-words (tokens head))))

(declare outer-words (List String -> List String))
(define (outer-words ts)
  (match ts
    ((Nil) Nil)
    ((Cons "(" (Cons name rest)) (Cons name (outer-words (after-closer 1 rest))))
    ((Cons word rest) (Cons word (outer-words rest)))))

(declare after-closer (Integer -> List String -> List String))
(define (after-closer depth ts)
  (match ts
    ((Nil) Nil)
    ((Cons "(" rest) (after-closer (+ depth 1) rest))
    ((Cons ")" rest) (if (== depth 1) rest (after-closer (- depth 1) rest)))
    ((Cons _ rest) (after-closer depth rest))))

(declare judge-instance (Finder -> Row -> Finding))
(define (judge-instance ours wanted)
  (let class = (column "class" wanted))
  (let (Qualified context head) =
    (qualified (column "context" wanted) (<> class (<> " " (column "head" wanted)))))
  (let same-head = (list:filter (fn (row)
                                  (let (Qualified _ t) = (signature (column "type" row)))
                                  (== t head))
                                (found-in ours class)))
  (cond
    ((holds? ours context (pred-of head)) Met)
    (True (match same-head
            ((Nil) Missing)
            ((Cons row _) (Different (column "type" row)))))))

;; A constraint that is given, or for which there is an instance whose context holds.
(declare holds? (Finder -> List Pred -> Pred -> Boolean))
(define (holds? ours given pred)
  (let (Pred class args) = pred)
  (or (list:member pred given)
      (list:any (fn (row)
                  (let (Qualified context head) = (signature (column "type" row)))
                  (let bound = (the (HashTable String Ty) (hashtable:new)))
                  (let (Pred _ patterns) = (pred-of head))
                  (and (iter:and! (iter:zip-with! (matches? bound) (iter:into-iter patterns) (iter:into-iter args)))
                       (list:all (fn ((Pred c ts)) (holds? ours given (Pred c (map (filled bound) ts))))
                                 context)))
                (found-in ours class))))

(declare matches? (HashTable String Ty -> Ty -> Ty -> Boolean))
(define (matches? bound pattern t)
  (match pattern
    ((Var name)
     (match (hashtable:get bound name)
       ((Some other) (== other t))
       ((None) (hashtable:set! bound name t) True)))
    ((Apply f x)
     (match t
       ((Apply g y) (and (matches? bound f g) (matches? bound x y)))
       (_ False)))
    (_ (== pattern t))))

(declare filled (HashTable String Ty -> Ty -> Ty))
(define (filled bound t)
  (match t
    ((Var name) (with-default t (hashtable:get bound name)))
    ((Apply f x) (Apply (filled bound f) (filled bound x)))
    ((Fun a b) (Fun (filled bound a) (filled bound b)))
    (_ t)))

;;; All of it

(define-struct Count
  (met (Cell Integer))
  (wanted (Cell Integer)))

(declare report (Cell (ordmap:OrdMap String Count) -> String -> String -> String -> Finding -> Unit))
(define (report all package what type finding)
  (let (Count met wanted) =
    (match (ordmap:lookup (cell:read all) package)
      ((Some c) c)
      ((None)
       (let c = (Count (cell:new 0) (cell:new 0)))
       (cell:update! (fn (m) (ordmap:insert m package c)) all)
       c)))
  (cell:increment! wanted)
  (match finding
    ((Met) (cell:increment! met) Unit)
    ((Missing) (println (<> package (<> "\t" (<> what "\tis missing")))))
    ((Different ours)
     (println (fold <> "" (make-list package "\t" what "\tis " ours "\tnot " type))))))

(declare excluded? (List (List String) -> String -> String -> Boolean))
(define (excluded? excluded package name)
  (list:any (fn (entry)
              (match entry
                ((Cons p (Cons n _)) (and (== p package) (or (== n "*") (== n name))))
                (_ False)))
            excluded))

(declare internal? (Row -> Boolean))
(define (internal? row)
  (let notes = (column "notes" row))
  (list:any (fn (mark) (string:substring? mark notes))
            (make-list "internal" "host-representation" "not exported")))

(declare main (List String -> Unit))
(define (main arguments)
  (match arguments
    ((Cons folder (Cons list (Nil)))
     (let ours = (rows (read-all)))
     (let all = (cell:new ordmap:empty))
     (let excluded = (map (string:split #\Tab) (lines (contents list))))
     (let left-out? = (excluded? excluded))
     (let names = (finder (fn (r) (<> (column "package" r) (<> " " (column "name" r))))
                          (list:filter (fn (r) (/= (column "kind" r) "instance")) ours)))
     (let instances = (finder (column "name") (of-kind (make-list "instance") ours)))
     (for-each
      (fn (row)
        (unless (or (list:member (column "kind" row) (make-list "symbol" "lisp-function" "kind"))
                    (left-out? (column "package" row) (column "name" row)))
          (report all (column "package" row) (column "name" row) (column "type" row)
                  (judge-name names row))))
      (table folder "stdlib.tsv"))
     (for-each
      (fn (row)
        (unless (or (internal? row) (left-out? (column "package" row) (column "class" row)))
          (report all (column "package" row) (<> "class " (column "class" row))
                  (column "superclasses" row)
                  (judge-class names row))))
      (table folder "classes.tsv"))
     (for-each
      (fn (row)
        (let what = (<> (column "class" row) (<> " " (column "head" row))))
        (unless (or (internal? row) (left-out? (column "package" row) what))
          (report all (column "package" row) (<> "instance " what) (column "context" row)
                  (judge-instance instances row))))
      (table folder "instances.tsv"))
     (iter:for-each!
      (fn ((Tuple package (Count met wanted)))
        (println (fold <> "" (make-list "package\t" package "\t" (show (cell:read met)) " of "
                                        (show (cell:read wanted))))))
      (ordmap:entries (cell:read all))))
    (_ (error "usage: library-coverage.smt FOLDER EXCLUDED < TABLE"))))

(declare for-each ((Row -> Unit) -> List Row -> Unit))
(define (for-each f rows)
  (iter:for-each! f (iter:into-iter rows)))

(declare contents (String -> String))
(define (contents path)
  (match (read-file path)
    ((Ok text) text)
    ((Err reason) (error reason))))
