;; JSON: parser combinators with Functor, Applicative, Monad and Alternative, a printer, and queries with lenses.
(derive Eq)
(define-type Json
  JNull
  (JBool Boolean)
  (JNum F64)
  (JStr String)
  (JArr (List Json))
  (JObj (List (Tuple String Json))))

;; ---- parsers
(define-struct (Parse :a) (value :a) (rest UFix))
(define-type (Parser :a) (Parser (String -> UFix -> Result (Tuple UFix String) (Parse :a))))

(declare run (Parser :a -> String -> UFix -> Result (Tuple UFix String) (Parse :a)))
(define (run (Parser p)) p)

(define-instance (Functor Parser)
  (define (map f (Parser p))
    (Parser (fn (s i) (map (fn ((Parse x j)) (Parse (f x) j)) (p s i))))))
(define-instance (Applicative Parser)
  (define (pure x) (Parser (fn (_ i) (Ok (Parse x i)))))
  (define (liftA2 f (Parser p) (Parser q))
    (Parser (fn (s i)
              (do ((Parse x j) <- (p s i))
                  ((Parse y k) <- (q s j))
                  (pure (Parse (f x y) k)))))))
(define-instance (Monad Parser)
  (define (>>= (Parser p) f)
    (Parser (fn (s i) (do ((Parse x j) <- (p s i)) (run (f x) s j))))))
(define-instance (Alternative Parser)
  (define (alt (Parser p) (Parser q))
    (Parser (fn (s i)
              (match (p s i)
                ((Ok r) (Ok r))
                ((Err (Tuple at1 what1))
                 (match (q s i)
                   ((Ok r) (Ok r))
                   ((Err (Tuple at2 what2)) (Err (if (> at1 at2) (Tuple at1 what1) (Tuple at2 what2))))))))))
  (define empty (Parser (fn (_ i) (Err (Tuple i "nothing"))))))

(declare satisfy (String -> (Char -> Boolean) -> Parser Char))
(define (satisfy what pred)
  (Parser (fn (s i)
            (match (string:ref s i)
              ((Some c) (if (pred c) (Ok (Parse c (+ i 1))) (Err (Tuple i what))))
              ((None) (Err (Tuple i what)))))))

(define (char-is c) (satisfy (show c) (== c)))

(declare many (Parser :a -> Parser (List :a)))
(define (many (Parser p))
  (Parser (fn (s i)
            (rec go ((acc Nil) (i i))
              (match (p s i)
                ((Ok (Parse x j)) (go (Cons x acc) j))
                ((Err (Tuple at what)) (if (> at i) (Err (Tuple at what)) (Ok (Parse (reverse acc) i)))))))))

(define (some p) (liftA2 Cons p (many p)))

(declare sep-by (Parser :a -> Parser :b -> Parser (List :a)))
(define (sep-by p sep)
  (alt (liftA2 Cons p (many (do sep p))) (pure Nil)))

(declare spaces (Parser Unit))
(define spaces (map (const Unit) (many (satisfy "a space" (fn (c) (or (== c #\Space) (== c #\Newline)))))))

(declare token (Parser :a -> Parser :a))
(define (token p) (do (x <- p) spaces (pure x)))

(declare keyword (String -> Json -> Parser Json))
(define (keyword word value)
  (token (do (traverse char-is (the (List Char) (into word))) (pure value))))

(declare escaped (Parser Char))
(define escaped
  (do (c <- (satisfy "an escape" (const True)))
      (match c
        (#\n (pure #\Newline))
        (#\t (pure #\Tab))
        (#\u (do (digits <- (traverse (const (satisfy "a hexadecimal digit" hex?)) (range 1 4)))
                 (pure (from-some "a character" (char:code-char (fold (fn (n d) (+ (* 16 n) (hex-value d))) 0 digits))))))
        (other (pure other)))))

(declare hex-value (Char -> UFix))
(define (hex-value c)
  (from-some "a hexadecimal digit" (list:elemIndex c hex-digits)))
(define hex-digits (the (List Char) (into "0123456789abcdef")))
(define (hex? c) (list:member c hex-digits))

(declare string-literal (Parser String))
(define string-literal
  (token (do (char-is #\")
             (cs <- (many (alt (do (char-is #\\) escaped)
                               (satisfy "a character" (fn (c) (and (/= c #\") (/= c #\\)))))))
             (char-is #\")
             (pure (into cs)))))

(declare number (Parser F64))
(define number
  (token
   (do (sign <- (alt (map (const -1) (char-is #\-)) (pure 1)))
       (whole <- (some (satisfy "a digit" char:ascii-digit?)))
       (fraction <- (alt (do (char-is #\.) (some (satisfy "a digit" char:ascii-digit?))) (pure Nil)))
       (let digits = (fold (fn (n c) (+ (* 10 n) (digit c))) 0 (<> whole fraction)))
       (pure (* sign (/ digits (^ 10 (list:length fraction))))))))

(declare digit (Char -> F64))
(define (digit c) (fromInt (into (- (char:char-code c) 48))))

(declare json (Unit -> Parser Json))
(define (json)
  (Parser (fn (s i)
            (run (alt (keyword "null" JNull)
                 (alt (keyword "true" (JBool True))
                 (alt (keyword "false" (JBool False))
                 (alt (map JNum number)
                 (alt (map JStr string-literal)
                 (alt (between #\[ #\] JArr (json))
                      (between #\{ #\} JObj member)))))))
                 s i))))

(declare member (Parser (Tuple String Json)))
(define member
  (do (name <- string-literal)
      (token (char-is #\:))
      (value <- (json))
      (pure (Tuple name value))))

(declare between (Char -> Char -> (List :a -> Json) -> Parser :a -> Parser Json))
(define (between open close make item)
  (do (token (char-is open))
      (items <- (sep-by item (token (char-is #\,))))
      (token (char-is close))
      (pure (make items))))

(declare parse (String -> Result String Json))
(define (parse text)
  (match (run (do spaces (json)) text 0)
    ((Err (Tuple at what)) (Err (mconcat (make-list "expected " what " at " (show at)))))
    ((Ok (Parse value i))
     (if (== i (string:length text)) (Ok value) (Err (<> "more text at " (show i)))))))

;; ---- printer
(define (quoted s)
  (mconcat (make-list "\"" (mconcatmap (fn (c) (match c (#\" "\\\"") (#\\ "\\\\") (#\Newline "\\n") (_ (into c)))) (the (List Char) (into s))) "\"")))

(define-instance (Into Json String)
  (define (into j)
    (match j
      ((JNull) "null")
      ((JBool b) (if b "true" "false"))
      ((JNum n) (if (== n (fromInt (round n))) (show (round n)) (show n)))
      ((JStr s) (quoted s))
      ((JArr xs) (mconcat (make-list "[" (string:join "," (map into xs)) "]")))
      ((JObj ms) (mconcat (make-list "{" (string:join "," (map (fn ((Tuple k v)) (mconcat (make-list (quoted k) ":" (into v)))) ms)) "}"))))))

;; ---- lenses (van Laarhoven's prisms are too much: pairs of get and update)
(define-struct (Lens :s :a) (view (:s -> Optional :a)) (over ((:a -> :a) -> :s -> :s)))

(declare then-lens (Lens :s :a -> Lens :a :b -> Lens :s :b))
(define (then-lens a b)
  (Lens (fn (s) (do (x <- ((.view a) s)) ((.view b) x)))
        (fn (f) ((.over a) ((.over b) f)))))

(declare field (String -> Lens Json Json))
(define (field name)
  (Lens (fn (j)
          (match j
            ((JObj ms) (map snd (list:find (fn ((Tuple k _)) (== k name)) ms)))
            (_ None)))
        (fn (f j)
          (match j
            ((JObj ms) (JObj (map (fn ((Tuple k v)) (Tuple k (if (== k name) (f v) v))) ms)))
            (_ j)))))

(declare item (UFix -> Lens Json Json))
(define (item n)
  (Lens (fn (j) (match j ((JArr xs) (list:index n xs)) (_ None)))
        (fn (f j)
          (match j
            ((JArr xs) (JArr (list:zipWith (fn (i x) (if (== i n) (f x) x)) (list:range 0 (list:length xs)) xs)))
            (_ j)))))

(define text
  "{ \"name\": \"Żółw\", \"tags\": [\"a\", \"b\\n\", \"\\u0041\"], \"size\": -12.5, \"deep\": {\"list\": [1, [2, [3, []]], {}], \"ok\": true},
     \"none\": null }")

(define (main)
  (match (parse text)
    ((Err e) (println e))
    ((Ok j)
     (println (into j))
     (let name = (then-lens (field "deep") (then-lens (field "list") (item 0))))
     (println (match ((.view name) j) ((Some x) (into x)) ((None) "nothing")))
     (let changed = ((.over name) (fn (x) (match x ((JNum n) (JNum (+ n 41))) (_ x))) j))
     (println (into changed))
     (println (show (== j changed)))
     (println (show (== (parse (into changed)) (Ok changed))))))
  (for bad in (make-list "[1, 2" "{\"a\" 1}" "[1,]" "tru" "[] x" "\"abc")
    (println (match (parse bad) ((Ok j) (into j)) ((Err e) e))))
  (let deep = (fold (fn (s _) (mconcat (make-list "[" s "]"))) "1" (range 1 200)))
  (println (show (map (fn (j) (string:length (into j))) (parse deep)))))
